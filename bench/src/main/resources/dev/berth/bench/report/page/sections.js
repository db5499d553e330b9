/* Each section draws the figures that the controls leave. */
const where = f => `JDK ${runOf(f).jdk} · ${whole(f.n)} instances`;
const CONTENDERS_BESIDE = 4;

function drawSizes(section, figures) {
  const some = figures.filter(f => f.newest && f.rate > 0);
  const low = Math.min(...some.map(f => f.rate)), high = Math.max(...some.map(f => f.rate));
  for (const [title, cell] of groups(some, f => `${f.row} · JDK ${runOf(f).jdk}${familySign(f)}`)) {
    if (distinct(cell, f => f.n).length < 2) continue;
    const sizes = cell.map(f => f.n), height = 280, bottom = decadeBelow(low), top = decadeAbove(high);
    const lines = [...groups(cell, f => f.who)].map(([who, points]) =>
      ({who, points: points.sort((a, b) => a.n - b.n)}));
    const lasts = lines.map(line => logPixel(line.points.at(-1).rate, bottom, top, height - 80));
    const shifts = spread(lasts, 14);
    panel(section, {title, height, text: 'Rate by size of the cluster, a line for each contender.', option: {
      grid: {left: 48, right: 84, top: 32, bottom: 48},
      xAxis: logAxis(Math.min(...sizes), Math.max(...sizes), short, below('instances')),
      yAxis: logAxis(low, high, short, above('pairs/s')),
      series: lines.flatMap((line, i) => sizeLine(line, shifts[i]))
    }});
  }
}
function sizeLine({who, points}, shift) {
  const colour = colourOf(who);
  return [{
    type: 'line', symbol: symbolOf(who), symbolSize: 8, lineStyle: {color: colour, width: who === 'berth' ? 2.5 : 1.5},
    itemStyle: {color: colour}, z: who === 'berth' ? 6 : 5, clip: false,
    data: points.map((f, i) => ({
      value: [f.n, f.rate],
      tip: tip(`${nameOf(who)}, ${whole(f.n)} instances`, [`${whole(f.rate)} pairs/s${share(f.err)}`, runOf(f).name]),
      label: i === points.length - 1 ? endLabel(nameOf(who), colour, shift) : {show: false}
    }))
  }, whiskers(points.map(f => ({x: f.n, y: f.rate, err: f.err})), colour)];
}
const familySign = f => f.family === 'default' || f.family === 'constraints' ? '' : ` · ${f.family}`;

function drawRatios(section, figures) {
  const some = figures.filter(f => f.newest && f.who !== 'berth');
  const ratios = some.map(f => f.ratio).filter(r => r > 0);
  if (!ratios.length) return;
  const low = Math.min(1, ...ratios), high = Math.max(10, ...ratios);
  for (const [title, group] of groups(some, f => `${where(f)} · ${f.family}`)) {
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
/* With `who` the bars of a case stand together, one for each contender; without, each contender has its own line. */
function ratioPanel(section, title, cell, low, high, who) {
  const names = who ? distinct(cell, f => f.row) : cell.map(f => nameOf(f.who));
  const perName = who ? who.length : 1;
  const slot = perName * 14 + 10, bottom = low < 1 ? decadeBelow(low) : 1;
  const narrow = section.clientWidth < 600;
  const series = (who || [null]).map(one => ({
    type: 'bar', barWidth: 12, barGap: '16%', name: one ? nameOf(one) : '',
    itemStyle: {color: one ? colourOf(one) : MUTED},
    data: names.map((name, i) => bar(who ? cell.find(f => f.row === name && f.who === one) : cell[i]))
  }));
  series[0].markLine = {silent: true, symbol: 'none', data: [{xAxis: 1}], label: {show: false},
    lineStyle: {color: TEXT, width: 1, type: 'solid'}};
  panel(section, {title, wide: Boolean(who) || cell.length > 9, height: names.length * slot + 84,
    text: 'How many times faster Berth is, a bar for each contender.', option: {
      legend: who ? {top: 0, left: 0, itemWidth: 12, itemHeight: 12, icon: 'rect', selectedMode: false,
        textStyle: {color: TEXT, fontSize: 12, fontFamily: FONT}} : undefined,
      grid: {left: narrow ? 132 : 168, right: 112, top: 30, bottom: 48},
      xAxis: {...logAxis(bottom, high, times, below('times faster than the contender'))},
      yAxis: axis({type: 'category', data: names, inverse: true, splitLine: {show: false},
        axisLabel: {color: TEXT, width: narrow ? 124 : 160, overflow: 'truncate', interval: 0}, axisLine: {show: false}}),
      series: series
    }});
}
function bar(figure) {
  if (!figure) return {value: '-'};
  if (!(figure.ratio > 0)) {
    return {value: 1, itemStyle: {color: 'transparent'}, tip: tip(nameOf(figure.who), ['did not finish']),
      label: {show: true, position: 'right', formatter: () => 'did not finish', color: MUTED, fontSize: 12}};
  }
  const lost = figure.ratio < 1;
  return {
    value: figure.ratio,
    tip: tip(`${figure.row}, beside ${nameOf(figure.who)}`, [
      `Berth is ${times(figure.ratio)}${lost ? ', slower' : ' faster'}${share(figure.ratioErr)}`,
      `${whole(figure.rate)} pairs/s${share(figure.err)}`, runOf(figure).name]),
    itemStyle: lost ? {color: LOSS} : {},
    label: {show: true, position: 'right', fontSize: 12, fontFamily: FONT, color: lost ? LOSS : TEXT,
      fontWeight: lost ? 600 : 400, formatter: () => times(figure.ratio) + (lost ? ' Berth slower' : '')}
  };
}

function drawTimes(section, figures) {
  const some = figures.filter(f => f.newest && f.times);
  const values = some.flatMap(f => f.times).filter(t => t > 0);
  if (!values.length) return;
  const low = Math.min(...values), high = Math.max(...values);
  for (const [title, group] of groups(some, f => `${where(f)} · ${f.family}`)) {
    if (group.every(f => f.who === 'berth')) {
      timesPanel(section, title, group, f => f.row, low, high);
    } else {
      for (const [row, cell] of groups(group, f => f.row)) {
        timesPanel(section, `${row} · ${title}`, cell, f => nameOf(f.who), low, high);
      }
    }
  }
}
function timesPanel(section, title, figures, name, low, high) {
  const height = 340, bottom = decadeBelow(low), top = decadeAbove(high);
  const order = [...figures].sort((a, b) => a.times.at(-2) - b.times.at(-2));
  const named = new Set(figures.length <= 6 ? figures : [order[0], order.at(-2), order.at(-1)]);
  const labelled = [...named];
  const shifts = spread(labelled.map(f => logPixel(f.times.at(-1), bottom, top, height - 76)), 14);
  const many = figures.length > 6;
  panel(section, {title, height, text: 'Time of a placement by percentile, a line for each.', option: {
    grid: {left: 56, right: 116, top: 32, bottom: 44},
    xAxis: axis({type: 'category', data: DATA.percentiles, boundaryGap: false, axisLabel: {interval: 0}}),
    yAxis: logAxis(low, high, duration, above('time of a placement')),
    series: figures.map(f => ({
      type: 'line', symbol: symbolOf(f.who), symbolSize: 5, z: named.has(f) ? 6 : 5, clip: false,
      lineStyle: {color: colourOf(f.who), width: named.has(f) ? 2 : 1.25, opacity: many && !named.has(f) ? 0.4 : 1},
      itemStyle: {color: colourOf(f.who), opacity: many && !named.has(f) ? 0.4 : 1},
      emphasis: {focus: 'series', lineStyle: {width: 3}},
      data: f.times.map((t, i) => ({
        value: t == null ? '-' : t,
        tip: tip(name(f), [`${DATA.percentiles[i]}: ${t == null ? '' : duration(t)}`, runOf(f).name]),
        label: i === f.times.length - 1 && named.has(f)
          ? endLabel(name(f), many ? TEXT : colourOf(f.who), shifts[labelled.indexOf(f)]) : {show: false}
      }))
    }))
  }});
}

/* Metrics of quality by name, less is better; others by their own name. */
const QUALITY = [
  ['instances_used', 'instances used'], ['stranded_memory', 'stranded memory'], ['stranded_cpu', 'stranded CPU'],
  ['excess_left', 'excess left'], ['imbalance', 'imbalance'], ['refusal_rate', 'refused']
];
const qualityName = metric => (QUALITY.find(known => known[0] === metric) || [metric, metric.replaceAll('_', ' ')])[1];
/* A picture of quality needs contenders that differ: exact ones all give the same answers. */
function qualitiesOf(cell) {
  const all = distinct(cell.flatMap(f => Object.keys(f.quality)), metric => metric);
  return all.filter(metric => {
    const values = cell.map(f => f.quality[metric]).filter(v => v != null);
    return values.length > 2 && Math.max(...values) - Math.min(...values) > 0.01 * Math.max(...values.map(Math.abs))
      && !/utilisation|finished|samples/.test(metric);
  });
}
function drawQuality(section, figures) {
  const some = figures.filter(f => f.newest && f.rate > 0 && f.family !== 'default' && f.family !== 'constraints');
  for (const [title, cell] of groups(some, f => `${f.row} · ${where(f)}`)) {
    for (const metric of qualitiesOf(cell)) qualityPanel(section, title, cell, metric);
  }
}
function qualityPanel(section, title, cell, metric) {
  const points = cell.filter(f => f.quality[metric] != null);
  const rates = points.map(f => f.rate), height = 340;
  const low = decadeBelow(Math.min(...rates)), high = decadeAbove(Math.max(...rates));
  const shifts = spread(points.map(f => logPixel(f.rate, low, high, height - 80)), 14);
  const unit = DATA.units[metric];
  panel(section, {title: `${title}: ${qualityName(metric)}`, height, text: 'Rate beside quality, a point for each contender.',
    option: {
      grid: {left: 48, right: 130, top: 32, bottom: 48},
      xAxis: axis({type: 'value', scale: true, axisLabel: {formatter: short, hideOverlap: true},
        ...below(`${qualityName(metric)}${unit ? `, ${unit}` : ''} (left is better)`)}),
      yAxis: logAxis(low, high, short, above('pairs/s')),
      series: [{type: 'scatter', symbolSize: 10, clip: false, data: points.map((f, i) => ({
        value: [f.quality[metric], f.rate], symbol: symbolOf(f.who), itemStyle: {color: colourOf(f.who)},
        tip: tip(nameOf(f.who), [`${whole(f.rate)} pairs/s${share(f.err)}`,
          `${qualityName(metric)}: ${f.quality[metric]} ${unit || ''}`]),
        label: endLabel(nameOf(f.who), colourOf(f.who), shifts[i])
      }))}]
    }});
}

function drawHistory(section, figures) {
  const some = figures.filter(f => f.who === 'berth' && f.rate > 0);
  for (const [title, group] of groups(some, f => `${f.family} · ${where(f)}`)) {
    const runs = distinct(group, f => f.run);
    const rows = [...groups(group, f => f.row)].filter(entry => entry[1].length > 1);
    if (runs.length < 2 || !rows.length) continue;
    const plain = f => figures.find(other => other.run === f.run && other.row === f.row && other.n === f.n
      && other.who === 'plain');
    historyPanel(section, `${title}: rate`, runs, rows, f => ({y: f.rate, err: f.err}), short, 'pairs/s');
    historyPanel(section, `${title}: times faster than PlainScan`, runs, rows, f => {
      const other = plain(f);
      return other && other.ratio > 0 ? {y: other.ratio, err: other.ratioErr} : null;
    }, times, 'times');
  }
}
function historyPanel(section, title, runs, rows, point, format, unit) {
  const lines = rows.map(([row, figures]) => ({row, at: runs.map(run => {
    const figure = figures.find(f => f.run === run);
    return figure ? point(figure) : null;
  })}));
  const values = lines.flatMap(line => line.at).filter(Boolean).map(p => p.y);
  if (!values.length) return;
  const complete = lines.filter(line => line.at.every(Boolean));
  const low = Math.min(...values), high = Math.max(...values), single = lines.length === 1;
  const means = complete.length > 1 ? runs.map((run, i) =>
    Math.exp(complete.reduce((sum, line) => sum + Math.log(line.at[i].y), 0) / complete.length)) : null;
  const series = lines.map(line => ({
    type: 'line', symbolSize: single ? 8 : 4, clip: false, z: 5, emphasis: {focus: 'series', lineStyle: {width: 2.5}},
    lineStyle: {color: BERTH, width: single ? 2.5 : 1, opacity: single ? 1 : 0.35},
    itemStyle: {color: BERTH, opacity: single ? 1 : 0.35}, symbol: 'circle',
    data: line.at.map((p, i) => p ? {value: [i, p.y],
      tip: tip(line.row, [`${format(p.y)} ${unit}${share(p.err)}`, DATA.runs[runs[i]].name]),
      label: single ? endLabel(format(p.y), TEXT, 0) : {show: false}} : '-')
  }));
  if (single) series.push(whiskers(lines[0].at.map((p, i) => ({x: i, ...p})).filter(p => p.y), BERTH));
  if (means) {
    series.push({type: 'line', symbol: 'circle', symbolSize: 8, clip: false, z: 7, lineStyle: {color: BERTH, width: 3},
      itemStyle: {color: BERTH}, data: means.map((mean, i) => ({value: [i, mean],
        tip: tip(`geometric mean of ${complete.length} cases`, [`${format(mean)} ${unit}`, DATA.runs[runs[i]].name]),
        label: {...endLabel(format(mean), BERTH, 0), position: 'top'}}))});
  }
  panel(section, {title, height: 320, text: 'A point for each run, the oldest first.', option: {
    grid: {left: 52, right: 48, top: 32, bottom: 64},
    xAxis: axis({type: 'category', data: runs.map(runSign), axisLabel: {interval: 0, lineHeight: 15}}),
    yAxis: logAxis(low, high, format, above(means ? `${unit}; bold: geometric mean of ${complete.length} cases` : unit)),
    series
  }});
}
const runSign = index => {
  const run = DATA.runs[index];
  return `${run.date.slice(5)}\n${run.commit.slice(0, 7)}\n${run.machine.replace(/\(R\)|\(TM\)|Processor|CPU/g, '').trim()}`;
};
