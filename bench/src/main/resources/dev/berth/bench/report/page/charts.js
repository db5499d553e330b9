'use strict';
/* The data, names, numbers, colours, and the parts that every chart is made of. */
const DATA = JSON.parse(document.getElementById('data').textContent);
const COLOURS = 24;
const SYMBOLS = ['rect', 'triangle', 'diamond', 'emptyRect', 'emptyTriangle', 'emptyDiamond', 'emptyCircle'];
const OTHERS = [...new Set(DATA.figures.map(f => f.who))].filter(who => who !== 'berth');
const TEXT = 'var(--fg)', MUTED = 'var(--muted)', LINE = 'var(--line)', BERTH = 'var(--berth)', LOSS = 'var(--loss)';
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';
/* The outline that sets a text off from the lines behind it. */
const HALO = {textBorderColor: 'var(--bg)', textBorderWidth: 3};
const charts = [];

const nameOf = who => DATA.names[who];
/* No two series of a chart share a colour, which panel() checks. Beyond the list of the style, colours are computed hues. */
const colourAt = place => place < COLOURS ? `var(--c${place})` : `hsl(${Math.round(place * 222.5) % 360}, 60%, 50%)`;
/* A contender keeps its colour and its symbol in every chart; each baseline has one of its own. */
const YARDSTICKS = ['fast', 'plain'];
const PEERS = OTHERS.filter(who => !YARDSTICKS.includes(who));
const colourOf = who => who === 'berth' ? BERTH
  : colourAt(YARDSTICKS.includes(who) ? YARDSTICKS.indexOf(who) : YARDSTICKS.length + PEERS.indexOf(who));
/* A case keeps its colour in every chart of its suite. */
const caseColour = f => colourAt(distinct(DATA.figures.filter(other => other.family === f.family), other => other.row)
  .indexOf(f.row));
const symbolOf = who => who === 'berth' ? 'circle' : SYMBOLS[OTHERS.indexOf(who) % SYMBOLS.length];
const escaped = text => echarts.format.encodeHTML(String(text));

function short(value) {
  for (const [unit, sign] of [[1e9, ' G'], [1e6, ' M'], [1e3, ' k']]) {
    if (value >= unit * 0.9995) return digits(value / unit) + sign;
  }
  return digits(value);
}
const digits = value => String(Number(value.toPrecision(value >= 100 ? 3 : 2)));
const whole = value => Math.round(value).toLocaleString('en-US');
const times = value => (value < 0.1 ? digits(value) : value < 10 ? value.toFixed(value < 1 ? 2 : 1) : whole(value)) + '×';
/* Labels powers of ten only, because an axis of ratios may begin at any value. */
const timesAxis = value => Math.abs(Math.log10(value) % 1) > 1e-6 ? '' : `${value < 1 ? value : whole(value)}×`;
/* A number on an axis that does not begin at 0. */
const linear = value => value.toLocaleString('en-US', {maximumSignificantDigits: 4});
const share = value => value == null ? '' : ` ± ${(100 * value).toFixed(1)} %`;
function duration(nanos) {
  if (nanos < 1e3) return digits(nanos) + ' ns';
  if (nanos < 1e6) return digits(nanos / 1e3) + ' µs';
  return nanos < 1e9 ? digits(nanos / 1e6) + ' ms' : digits(nanos / 1e9) + ' s';
}

function groups(items, key) {
  const map = new Map();
  for (const item of items) {
    const name = key(item);
    if (!map.has(name)) map.set(name, []);
    map.get(name).push(item);
  }
  return map;
}
const familyRank = f => ['default', 'constraints', f.family].indexOf(f.family);
/* Groups of a JDK, suite and size, in that order. */
const byPlace = (a, b) => runOf(a).jdk - runOf(b).jdk || familyRank(a) - familyRank(b) || a.n - b.n;
const distinct = (items, key) => [...new Set(items.map(key))];
const decadeBelow = value => 10 ** Math.floor(Math.log10(value) + 1e-9);
const decadeAbove = value => 10 ** Math.ceil(Math.log10(value) - 1e-9);

function axis(more) {
  const {axisLabel, axisLine, ...rest} = more;
  return {
    nameTextStyle: {color: MUTED, fontSize: 12, fontFamily: FONT}, axisTick: {show: false},
    axisLabel: {color: MUTED, fontSize: 12, fontFamily: FONT, ...axisLabel},
    axisLine: {show: true, onZero: false, lineStyle: {color: LINE}, ...axisLine},
    splitLine: {show: true, lineStyle: {color: LINE, opacity: 0.7}}, ...rest
  };
}
const logAxis = (low, high, format, more) => axis({
  type: 'log', min: decadeBelow(low), max: Math.max(decadeAbove(high), 10 * decadeBelow(low)),
  axisLabel: {formatter: format, hideOverlap: true}, ...more
});
/* The name of a vertical axis stands above it, aligned left, where it can be read. */
const above = name => ({name, nameLocation: 'end', nameGap: 12,
  nameTextStyle: {color: MUTED, fontSize: 12, fontFamily: FONT, align: 'left', padding: [0, 0, 0, -44]}});
const below = (name, gap) => ({name, nameLocation: 'middle', nameGap: gap || 28});

/* Whiskers as one line with gaps, from points of {x, y, err}; horizontal if y is the horizontal axis. */
function whiskers(points, colour, sideways) {
  const line = [];
  for (const p of points) {
    if (p.err == null) continue;
    const low = p.y / (1 + p.err), high = p.y * (1 + p.err);
    line.push(...(sideways ? [[low, p.x], [high, p.x]] : [[p.x, low], [p.x, high]]), ['-', '-']);
  }
  return {type: 'line', data: line, symbol: 'none', silent: true, lineStyle: {color: colour, width: 1.25, opacity: 0.9}, z: 4, animation: false};
}
/* Adds the beginning of an axis that panels share to the data, as an invisible point. ECharts rounds the first tick of a
   logarithmic axis to the digits of the least datum, so that 0.1 would become 0 if all data were whole numbers. */
function pinned(series, point) {
  return {...series, data: [point, ['-', '-'], ...series.data]};
}
/* Returns how far labels beside points must move up or down so that they do not overlap. Points are {x, y, name}, in
   pixels from the top left, within a height. */
function spread(points, height) {
  const GAP = 14;
  const moved = points.map(p => ({...p, right: p.x + 14 + 7 * p.name.length}));
  for (let round = 0; round < 80; round++) {
    for (let i = 0; i < moved.length; i++) {
      for (let k = 0; k < i; k++) {
        const [up, low] = moved[i].y < moved[k].y ? [moved[i], moved[k]] : [moved[k], moved[i]];
        const lack = up.x < low.right && low.x < up.right ? GAP - (low.y - up.y) : 0;
        if (lack > 0) {
          up.y = Math.max(0, up.y - lack / 2);
          low.y = Math.min(height, low.y + lack / 2);
        }
      }
    }
  }
  return moved.map((p, i) => p.y - points[i].y);
}
/* Returns the same for names in one column: least squares by isotonic regression, without overlap if all fit. */
function column(ys, height) {
  const GAP = 14, order = ys.map((y, i) => i).sort((a, b) => ys[a] - ys[b]), blocks = [];
  order.forEach((index, i) => {
    blocks.push({sum: ys[index] - i * GAP, size: 1});
    while (blocks.length > 1 && blocks.at(-2).sum / blocks.at(-2).size > blocks.at(-1).sum / blocks.at(-1).size) {
      const {sum, size} = blocks.pop();
      blocks.at(-1).sum += sum;
      blocks.at(-1).size += size;
    }
  });
  const lowest = Math.max(0, height - (ys.length - 1) * GAP), shifts = [];
  let at = 0;
  for (const {sum, size} of blocks) {
    for (let i = 0; i < size; i++, at++) {
      shifts[order[at]] = Math.min(lowest, Math.max(0, sum / size)) + at * GAP - ys[order[at]];
    }
  }
  return shifts;
}
function logPixel(value, low, high, pixels) {
  return pixels * (1 - Math.log10(value / low) / Math.log10(high / low));
}
const endLabel = (text, colour, shift) => ({show: true, position: 'right', distance: 8, offset: [0, shift || 0],
  formatter: () => text, color: colour, fontSize: 12, fontFamily: FONT, fontWeight: colour === BERTH ? 600 : 400, ...HALO});

/* Throws if two series share a colour, because nobody could tell them apart on the published page. */
function checkColours(title, series) {
  const names = new Map();
  for (const one of series.filter(s => s.name)) {
    const colour = one.lineStyle ? one.lineStyle.color : one.itemStyle.color;
    if (names.has(colour) && names.get(colour) !== one.name) {
      throw new Error(`${title}: ${one.name} has the colour of ${names.get(colour)}`);
    }
    names.set(colour, one.name);
  }
}
/* A chart with its heading. The height is in pixels; the text describes the chart to screen readers. */
function panel(section, {title, note, text, height, wide, option}) {
  checkColours(title, option.series);
  const figure = document.createElement('figure');
  figure.className = wide ? 'panel wide' : 'panel';
  const heading = document.createElement('h3');
  heading.textContent = title;
  const box = document.createElement('div');
  box.className = 'chart';
  box.style.height = height + 'px';
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', `${title}. ${text} The figures are in the table of all figures.`);
  figure.append(heading, box);
  if (note) {
    const below = document.createElement('p');
    below.textContent = note;
    heading.after(below);
  }
  section.querySelector('.panels').append(figure);
  const chart = echarts.init(box, null, {renderer: 'svg'});
  chart.setOption({
    animation: false, backgroundColor: 'transparent', textStyle: {fontFamily: FONT, color: TEXT},
    tooltip: {trigger: 'item', confine: true, backgroundColor: 'var(--bg)', borderColor: 'var(--line)',
      textStyle: {color: 'var(--fg)', fontSize: 13, fontFamily: FONT},
      formatter: item => item.data && item.data.tip ? item.data.tip : ''},
    ...option
  });
  chart.on('rendered', () => fitPaper(box));
  fitPaper(box);
  charts.push({chart, box});
}
/* On paper a chart takes the width of its place, whatever width it had on the screen. */
function fitPaper(box) {
  const svg = box.querySelector('svg');
  if (svg) svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`);
}
/* The room for names at the right end of lines, in pixels. */
const roomFor = names => 20 + 7 * Math.max(...names.map(name => name.length));
const tip = (title, lines) => `<b>${escaped(title)}</b><br>${lines.filter(Boolean).map(escaped).join('<br>')}`;
const runOf = figure => DATA.runs[figure.run];
