/* Each section draws the figures that the controls select. */
const where = f => `JDK ${runOf(f).jdk} · ${whole(f.n)} instances`;
const CONTENDERS_BESIDE = 4;

function drawSizes(section, figures) {
  for (const family of groups(figures.filter(f => f.newest && f.rate > 0).sort(byPlace), f => f.family).values()) {
    const cells = [...groups(family, f => `${f.row} · JDK ${runOf(f).jdk}${familySign(f)}`)]
      .filter(entry => distinct(entry[1], f => f.n).length > 1);
    const rates = cells.flatMap(entry => entry[1]).map(f => f.rate);
    const room = roomFor(cells.flatMap(entry => entry[1]).map(f => nameOf(f.who)));
    for (const [title, cell] of cells) sizePanel(section, title, cell, Math.min(...rates), Math.max(...rates), room);
  }
}
/* A panel with many contenders takes the whole width. All panels of a section leave the same room for names, so that axes align. */
function sizePanel(section, title, cell, low, high, room) {
  const sizes = cell.map(f => f.n), crowd = distinct(cell, f => f.who).length > 6;
  const height = crowd ? 440 : 250, bottom = decadeBelow(low), top = decadeAbove(high);
  const lines = [...groups(cell, f => f.who)].map(([who, points]) => ({who, points: points.sort((a, b) => a.n - b.n)}));
  const shifts = column(lines.map(line => logPixel(line.points.at(-1).rate, bottom, top, height - 80)), height - 80);
  panel(section, {title, height, wide: crowd, text: 'Rate by size of the cluster, a line for each contender.', option: {
    grid: {left: 48, right: room, top: 32, bottom: 48},
    xAxis: logAxis(Math.min(...sizes), Math.max(...sizes), short, below('instances')),
    yAxis: logAxis(low, high, short, above('placements/s')),
    series: lines.flatMap((line, i) => sizeLine(line, shifts[i], bottom))
  }});
}
function sizeLine({who, points}, shift, bottom) {
  const colour = colourOf(who);
  return [{
    type: 'line', name: nameOf(who), symbol: symbolOf(who), symbolSize: 8, lineStyle: {color: colour, width: who === 'berth' ? 2.5 : 1.5},
    itemStyle: {color: colour}, z: who === 'berth' ? 6 : 5, clip: false,
    data: points.map((f, i) => ({
      value: [f.n, f.rate],
      tip: tip(`${nameOf(who)}, ${whole(f.n)} instances`, [`${whole(f.rate)} placements/s${share(f.err)}`, runOf(f).name]),
      label: i === points.length - 1 ? endLabel(nameOf(who), colour, shift) : {show: false}
    }))
  }, pinned(whiskers(points.map(f => ({x: f.n, y: f.rate, err: f.err})), colour), [points[0].n, bottom])];
}
const familySign = f => f.family === 'default' || f.family === 'constraints' ? '' : ` · ${f.family}`;

function drawRatios(section, figures) {
  const some = figures.filter(f => f.newest && (f.ratio > 0 || f.unfinished));
  const ratios = some.map(f => f.ratio).filter(r => r > 0);
  if (!ratios.length) return;
  const low = Math.min(1, ...ratios), high = Math.max(10, ...ratios);
  for (const [title, group] of groups(some.sort(byPlace), f => `${where(f)} · ${f.family}`)) {
    const who = distinct(group, f => f.who);
    if (who.length <= CONTENDERS_BESIDE) {
      ratioPanel(section, title, group, low, high, who);
    } else {
      for (const [row, cell] of groups(group, f => f.row)) {
        ratioPanel(section, `${row} · ${title}`, cell.sort((a, b) => (b.ratio || 1e99) - (a.ratio || 1e99)), low, high);
      }
    }
  }
}
/* With `who` the bars of a case stand together, one for each contender; without it each contender has its own line. */
function ratioPanel(section, title, cell, low, high, who) {
  const names = who ? distinct(cell, f => f.row) : cell.map(f => nameOf(f.who));
  const perName = who ? who.length : 1;
  const slot = perName * 14 + 10, bottom = low < 1 ? low / 1.6 : 1, top = decadeAbove(high);
  const narrow = section.clientWidth < 600, left = narrow ? 132 : 168, right = narrow ? 28 : 56;
  const pixels = (section.clientWidth - left - right) / Math.log10(top / bottom);
  const series = (who || [null]).map(one => ({
    type: 'bar', barWidth: 12, barGap: '16%', name: one ? nameOf(one) : '',
    itemStyle: {color: one ? colourOf(one) : MUTED, opacity: 0.8},
    data: names.map((name, i) => bar(who ? cell.find(f => f.row === name && f.who === one) : cell[i], pixels))
  }));
  series[0].markLine = {silent: true, symbol: 'none', data: [{xAxis: 1}], label: {show: false},
    lineStyle: {color: TEXT, width: 1, type: 'solid'}};
  const points = series.flatMap((one, k) => one.data.map((item, i) => ({y: item.value, err: item.err,
    x: i + 0.5 + (k - (perName - 1) / 2) * 14 / slot})));
  panel(section, {title, wide: true, height: names.length * slot + 84,
    text: 'How many times faster Berth is, a bar for each contender.', option: {
      legend: who ? {top: 0, left: 0, itemWidth: 12, itemHeight: 12, icon: 'rect', selectedMode: false,
        textStyle: {color: TEXT, fontSize: 12, fontFamily: FONT}} : undefined,
      grid: {left, right, top: 30, bottom: 48},
      xAxis: {...logAxis(bottom, high, timesAxis, below('times faster than the contender')), min: bottom, max: top},
      yAxis: [axis({type: 'category', data: names, inverse: true, splitLine: {show: false},
        axisLabel: {color: TEXT, width: narrow ? 124 : 160, overflow: 'truncate', interval: 0}, axisLine: {show: false}}),
      {type: 'value', min: 0, max: names.length, inverse: true, show: false}],
      series: [...series, {...pinned(whiskers(points, TEXT, true), [bottom, 0]), yAxisIndex: 1}]
    }});
}
/* The label stands beyond the whisker; a decade of the axis is so many pixels wide. */
function bar(figure, pixels) {
  if (!figure) return {value: '-'};
  if (!(figure.ratio > 0)) {
    return {value: 1, itemStyle: {opacity: 0}, tip: tip(nameOf(figure.who), ['did not finish']),
      label: {show: true, position: 'right', formatter: () => 'did not finish', color: MUTED, fontSize: 12}};
  }
  const lost = figure.ratio < 1, beyond = Math.max(0, Math.log10((1 + (figure.ratioErr || 0)) * (lost ? figure.ratio : 1)));
  return {
    value: figure.ratio, err: figure.ratioErr,
    tip: tip(`${figure.row}, beside ${nameOf(figure.who)}`, [
      `Berth is ${times(figure.ratio)}${lost ? ', slower' : ' faster'}${share(figure.ratioErr)}`,
      `${whole(figure.rate)} placements/s${share(figure.err)}`, runOf(figure).name]),
    itemStyle: lost ? {opacity: 1} : {},
    label: {show: true, position: 'right', fontSize: 12, fontFamily: FONT, color: lost ? LOSS : TEXT, ...HALO, distance: 6,
      offset: [pixels * beyond, 0],
      fontWeight: lost ? 600 : 400, formatter: () => times(figure.ratio)
      + (!lost ? '' : figure.ratio * (1 + (figure.ratioErr || 0)) < 1 ? ' Berth slower' : ' slower, within error')}
  };
}

function drawTimes(section, figures) {
  const some = figures.filter(f => f.newest && f.times);
  const values = some.flatMap(f => f.times).filter(t => t > 0);
  if (!values.length) return;
  const low = Math.min(...values), high = Math.max(...values);
  const panels = [];
  for (const [title, group] of groups(some.sort(byPlace), f => `${where(f)} · ${f.family}`)) {
    if (group.every(f => f.who === 'berth')) {
      panels.push([title, group, f => f.row, caseColour]);
    } else {
      for (const [row, cell] of groups(group, f => f.row)) {
        panels.push([`${row} · ${title}`, cell, f => nameOf(f.who), f => colourOf(f.who)]);
      }
    }
  }
  const room = roomFor(panels.flatMap(([title, group, name]) => group.map(name)));
  for (const [title, group, name, colour] of panels) timesPanel(section, title, group, name, colour, low, high, room);
}
/* Each line has its name at the right end; many lines have a panel of the whole width. */
function timesPanel(section, title, figures, name, colour, low, high, room) {
  const height = Math.max(340, 14 * figures.length + 90), bottom = decadeBelow(low), top = decadeAbove(high);
  const end = DATA.percentiles.length - 1;
  const shifts = column(figures.map(f => logPixel(f.times[end], bottom, top, height - 76)), height - 76);
  panel(section, {title, height, wide: figures.length > 6, text: 'Time of a placement by percentile, a line for each.', option: {
    grid: {left: 56, right: room, top: 32, bottom: 44},
    xAxis: axis({type: 'category', data: DATA.percentiles, boundaryGap: false, axisLabel: {interval: 0, hideOverlap: true}}),
    yAxis: logAxis(low, high, duration, above('time of a placement')),
    series: figures.map((f, at) => ({
      type: 'line', name: name(f), symbol: symbolOf(f.who), symbolSize: 5, z: 5, clip: false,
      lineStyle: {color: colour(f), width: 1.5},
      itemStyle: {color: colour(f)}, emphasis: {focus: 'series', lineStyle: {width: 3}},
      data: f.times.map((t, i) => ({
        value: t == null ? '-' : t, label: i === end ? endLabel(name(f), colour(f), shifts[at]) : {show: false},
        tip: tip(name(f), [`${DATA.percentiles[i]}: ${t == null ? '' : duration(t)}`, runOf(f).name])
      }))
    }))
  }});
}

/* Where all contenders give the same answers, quality has no chart. */
const isTold = (cell, key) => new Set(cell.map(f => f.quality[key]).filter(v => v != null)).size > 1;

function drawQuality(section, figures) {
  const cells = groups(figures.filter(f => f.newest && f.rate > 0).sort(byPlace), f => `${f.row} · ${where(f)} · ${f.family}`);
  const measure = DATA.measures.find(m => m.key === chosen('measure'));
  for (const [title, cell] of cells) if (measure && isTold(cell, measure.key)) qualityPanel(section, title, cell, measure);
}
function qualityPanel(section, title, cell, measure) {
  const points = cell.filter(f => f.quality[measure.key] != null);
  const rates = points.map(f => f.rate), height = 420;
  const low = decadeBelow(Math.min(...rates)), high = decadeAbove(Math.max(...rates));
  const values = points.map(f => f.quality[measure.key]);
  const least = Math.min(...values), perPixel = (Math.max(...values) - least) / 180;
  const shifts = spread(points.map(f => ({x: (f.quality[measure.key] - least) / perPixel,
    y: logPixel(f.rate, low, high, height - 80), name: nameOf(f.who)})), height - 80);
  const note = `${measure.title}: ${measure.more ? 'right' : 'left'} is better`;
  panel(section, {title, note, height, text: `Rate beside quality, a point for each contender. ${note}.`,
    option: {
      grid: {left: 48, right: 130, top: 32, bottom: 48},
      xAxis: axis({type: 'value', scale: true, splitNumber: 3, axisLabel: {formatter: linear, hideOverlap: true},
        ...below(`${measure.more ? 'right' : 'left'} is better`)}),
      yAxis: logAxis(low, high, short, above('placements/s')),
      series: [{type: 'scatter', symbolSize: 10, clip: false, data: points.map((f, i) => ({
        value: [f.quality[measure.key], f.rate], symbol: symbolOf(f.who), itemStyle: {color: colourOf(f.who)},
        tip: tip(nameOf(f.who), [`${whole(f.rate)} placements/s${share(f.err)}`,
          `${measure.title}: ${linear(f.quality[measure.key])}`]),
        label: endLabel(nameOf(f.who), colourOf(f.who), shifts[i])
      }))}]
    }});
}

function drawHistory(section, figures) {
  const some = figures.filter(f => f.who === 'berth' && f.rate > 0).sort((a, b) => byPlace(a, b) || a.run - b.run);
  for (const [title, group] of groups(some, f => `${f.family} · JDK ${runOf(f).jdk} · ${short(f.n)}`)) {
    const runs = distinct(group, f => f.run);
    const rows = [...groups(group, f => f.row)].filter(entry => entry[1].length > 1);
    if (runs.length < 2 || !rows.length) continue;
    const plain = f => figures.find(other => other.run === f.run && other.row === f.row && other.n === f.n
      && other.who === 'plain');
    historyPanel(section, `${title}: rate`, runs, rows, f => ({y: f.rate, err: f.err}), short, 'placements/s');
    historyPanel(section, `${title}: × PlainScan`, runs, rows, f => {
      const other = plain(f);
      return other && other.ratio > 0 ? {y: other.ratio, err: other.ratioErr} : null;
    }, times, 'times faster');
  }
}
function historyPanel(section, title, runs, rows, point, format, unit) {
  const lines = rows.map(([row, figures]) => ({row, colour: caseColour(figures[0]), at: runs.map(run => {
    const figure = figures.find(f => f.run === run);
    return figure ? point(figure) : null;
  })}));
  const values = lines.flatMap(line => line.at).filter(Boolean).map(p => p.y);
  if (!values.length) return;
  const height = Math.max(320, 14 * lines.length + 110), bottom = decadeBelow(Math.min(...values));
  const top = Math.max(decadeAbove(Math.max(...values)), 10 * bottom);
  const shifts = column(lines.map(line =>
    logPixel((line.at.filter(Boolean).at(-1) || {y: bottom}).y, bottom, top, height - 96)), height - 96);
  const complete = lines.filter(line => line.at.every(Boolean));
  const series = lines.map((line, i) => historyLine(line.row, line.at, runs, format, unit, line.colour, false, shifts[i]));
  if (lines.length === 1) {
    series.push(whiskers(lines[0].at.map((p, i) => ({x: i, ...p})).filter(p => p.y), lines[0].colour));
  }
  if (complete.length > 1) {
    const means = runs.map((run, i) =>
      ({y: Math.exp(complete.reduce((sum, line) => sum + Math.log(line.at[i].y), 0) / complete.length)}));
    series.push(historyLine(`geometric mean of ${complete.length} cases`, means, runs, format, unit, BERTH, true));
  }
  const what = complete.length > 1 ? `${unit}; bold: geometric mean of ${complete.length} cases` : unit;
  panel(section, {title, height, wide: lines.length > 6, text: 'A point for each run, the oldest first.', option: {
    grid: {left: 60, right: 170, top: 32, bottom: 64},
    xAxis: axis({type: 'category', data: runs.map(runSign), boundaryGap: false, axisLabel: {interval: 0, lineHeight: 15}}),
    yAxis: logAxis(Math.min(...values), Math.max(...values), format === times ? timesAxis : format, above(what)),
    series
  }});
}
/* A line ends where the machine changes, because rates of two machines do not compare. */
function historyLine(name, at, runs, format, unit, colour, bold, shift) {
  const data = [], last = at.length - 1 - [...at].reverse().findIndex(Boolean);
  at.forEach((p, i) => {
    if (i > 0 && DATA.runs[runs[i]].machine !== DATA.runs[runs[i - 1]].machine) data.push(['-', '-']);
    data.push(!p ? ['-', '-'] : {value: [i, p.y],
      tip: tip(name, [`${format(p.y)} ${unit}${share(p.err)}`, DATA.runs[runs[i]].name]),
      label: bold ? {...endLabel(format(p.y), colour), position: 'top'}
        : i === last ? endLabel(name, colour, shift) : {show: false}});
  });
  return {type: 'line', name, data, symbol: 'circle', symbolSize: bold ? 8 : 4, clip: false, z: bold ? 7 : 5,
    emphasis: {focus: 'series'}, lineStyle: {color: colour, width: bold ? 3 : 1.25}, itemStyle: {color: colour}};
}
const runSign = index => {
  const run = DATA.runs[index];
  return `${run.date.slice(5)}\n${run.commit.slice(0, 7)}\n${run.machine.replace(/\(R\)|\(TM\)|Processor|CPU/g, '').trim()}`;
};
