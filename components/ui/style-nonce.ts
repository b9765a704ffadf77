import { setNonce } from 'get-nonce'

// Dialogs and menus lock scrolling with a <style> of their own, which the policy lets in only with the page's nonce.
// The nonce is read from a script that already has it, so no page has to carry it a second time.
if (typeof document !== 'undefined') {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (nonce) setNonce(nonce)
}
