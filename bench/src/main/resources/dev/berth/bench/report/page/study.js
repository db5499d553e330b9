/* The controls of the page of a study. */
'use strict';
const theme = document.getElementById('theme');
theme.addEventListener('change', () => { document.documentElement.dataset.theme = theme.value; });
document.querySelectorAll('table').forEach(table => { if (table.tHead) sortable(table); });
document.getElementById('controls').hidden = false;
