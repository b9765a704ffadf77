import { Monitor, Moon, Sun } from 'lucide-react'
import type { Theme } from '@/components/frame/theme'
import { buttonClass } from '@/components/ui/button'

const themes = [
  { value: 'system', label: 'As the system', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
] as const

/** Three buttons of one form, so that choosing is one press, with a script or without. */
export function ThemeForm({ theme, choose }: { theme: Theme; choose: (form: FormData) => Promise<void> }) {
  return (
    <form action={choose} className="flex flex-wrap gap-2">
      {themes.map(({ value, label, Icon }) => (
        <button
          key={value}
          type="submit"
          name="theme"
          value={value}
          aria-pressed={theme === value}
          className={buttonClass(
            {},
            'aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent',
          )}
        >
          <Icon aria-hidden="true" />
          {label}
        </button>
      ))}
    </form>
  )
}
