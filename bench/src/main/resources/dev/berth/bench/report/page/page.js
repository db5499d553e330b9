/* The controls, and the drawing of the whole page. */
const SECTIONS = {sizes: drawSizes, ratios: drawRatios, times: drawTimes, quality: drawQuality, history: drawHistory};
const control = id => document.getElementById(id);
const chosen = id => control(id).value;

function options(id, all, values, text) {
  for (const [value, label] of [...(all ? [['', all]] : []), ...values.map(v => [v, text(v)])]) {
    const option = document.createElement('option');
    option.value = value;
    option.textContent = label;
    control(id).append(option);
  }
  control(id).addEventListener('change', draw);
}
const numbers = key => distinct(DATA.figures, key).sort((a, b) => a - b);

function draw() {
  charts.splice(0).forEach(({chart}) => chart.dispose());
  const figures = DATA.figures.filter(f => (!chosen('jdk') || runOf(f).jdk === Number(chosen('jdk')))
    && (!chosen('row') || f.row === chosen('row')) && (!chosen('size') || f.n === Number(chosen('size'))));
  for (const [id, drawSection] of Object.entries(SECTIONS)) {
    const section = control(id);
    section.hidden = false;
    section.querySelector('.panels').replaceChildren();
    drawSection(section, id === 'sizes' ? DATA.figures.filter(f => (!chosen('jdk')
      || runOf(f).jdk === Number(chosen('jdk'))) && (!chosen('row') || f.row === chosen('row'))) : figures);
    section.hidden = !section.querySelector('.panel');
  }
  filterTables();
}
function filterTables() {
  for (const line of document.querySelectorAll('#figures tbody tr, #work tbody tr')) {
    const size = line.cells[2].dataset.v;
    line.hidden = Boolean((chosen('jdk') && line.dataset.jdk !== chosen('jdk'))
      || (chosen('row') && line.dataset.row !== chosen('row'))
      || (chosen('size') && Number(size) !== Number(chosen('size')))
      || ('old' in line.dataset && !control('old').checked));
  }
  control('work').hidden = !control('work').querySelector('tbody tr:not([hidden])');
}

options('jdk', 'all', numbers(f => runOf(f).jdk), jdk => jdk);
options('row', 'all', distinct(DATA.figures, f => f.row), row => row);
options('size', 'all', numbers(f => f.n), whole);
const told = DATA.measures.filter(m => isTold(DATA.figures, m.key));
options('measure', null, told.map(m => m.key), key => told.find(m => m.key === key).title);
control('old').addEventListener('change', filterTables);
control('theme').addEventListener('change', () => { document.documentElement.dataset.theme = chosen('theme'); });
document.querySelectorAll('#figures table, #work table').forEach(table => { if (table.tHead) sortable(table); });
control('controls').hidden = !DATA.figures.length;
draw();
let width = window.innerWidth;
window.addEventListener('resize', () => {
  if (window.innerWidth !== width) {
    width = window.innerWidth;
    draw();
  }
});
