/* A click on a header sorts a table. */
function sortable(table) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => sort(table, head, column));
  });
}
function sort(table, head, column) {
  const down = head.getAttribute('aria-sort') === 'ascending';
  for (const other of head.parentNode.cells) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const key = line => {
    const cell = line.cells[column];
    return cell.dataset.v ? Number(cell.dataset.v) : cell.classList.contains('n') ? null : cell.textContent;
  };
  const sign = down ? -1 : 1;
  const lines = [...table.tBodies[0].rows].sort((a, b) => {
    const x = key(a), y = key(b);
    if (x === null || y === null) return (x === null) - (y === null);
    return sign * (typeof x === 'number' ? x - y : x.localeCompare(y));
  });
  table.tBodies[0].append(...lines);
}
