export type Theme = 'system' | 'light' | 'dark'

export function themeFromCookie(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** Remembers the theme and shows it at once. The frame carries it; globals.css lets the whole page follow. */
export function chooseTheme(theme: Theme) {
  const frame = document.querySelector<HTMLElement>('[data-frame]')
  if (theme === 'system') frame?.removeAttribute('data-theme')
  else frame?.setAttribute('data-theme', theme)
  const age = theme === 'system' ? 0 : 31536000
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax`
}
