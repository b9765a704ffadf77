import { Building2, CodeXml } from 'lucide-react'
import { SubmitButton } from '@/components/ui/submit-button'

type Props = { providers: readonly { id: 'oidc' | 'github'; name: string }[]; next: string | null }

/** Plain forms, so that they work without a script. */
export function ProviderButtons({ providers, next }: Props) {
  return (
    <div className="grid gap-2.5">
      {providers.map(({ id, name }) => (
        <form key={id} method="post" action={`/signin/with/${id}`} className="grid">
          {next && <input type="hidden" name="next" value={next} />}
          <SubmitButton variant={id === 'oidc' ? 'main' : 'plain'} size="large">
            {id === 'oidc' ? <Building2 aria-hidden="true" /> : <CodeXml aria-hidden="true" />}
            Continue with {name}
          </SubmitButton>
        </form>
      ))}
    </div>
  )
}
