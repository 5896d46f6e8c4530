import type { JSX } from 'preact';
import './sign.css';

/** The product's sign: a till's drawer and the tide beneath it. */
export function Sign({ size = 40 }: { readonly size?: number }): JSX.Element {
  return (
    <svg class="sign" width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect class="sign-back" width="32" height="32" rx="8" />
      <path class="sign-till" d="M8 11h16M16 11v8" stroke-width="3.2" stroke-linecap="round" />
      <path
        class="sign-tide"
        d="M7 24c3 0 3-2.4 6-2.4s3 2.4 6 2.4 3-2.4 6-2.4"
        stroke-width="2.4"
        stroke-linecap="round"
      />
    </svg>
  );
}
