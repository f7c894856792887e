/** Print the page that is shown; `print.css` says how it looks on paper. */
export function printPage() {
  window.print();
}
