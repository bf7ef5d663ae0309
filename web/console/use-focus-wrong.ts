import { useEffect } from 'react'

/** Moves the focus to the first field that is shown as wrong, when the page shows it; anew with each problem, not with null. */
export function useFocusWrong(problem: unknown): void {
  useEffect(() => {
    if (problem) document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])
}
