import { readFileSync, globSync } from 'node:fs';
import { compileAudience } from './compile.ts';
import { normalForm } from './normal-form.ts';
import { openWorld } from '#fixtures/open-world.ts';
const now = new Date('2026-05-20T09:30:00Z');
const world = openWorld({ seed: 1, scale: 'small', epoch: now });
const T: any = {};
for (const id of ['lumenplay', 'northaisle', 'megamart']) {
  const t = world.tenants.get(id)!();
  T[id] = {
    schema: t.schema,
    segments: t.collections.segments,
    now,
    time_zone: 'UTC',
    groups: t.collections['target-groups'],
  };
}
function tree(x: any, v: any): any {
  const [k, ...a] = x;
  switch (k) {
    case 'and':
    case 'or':
      return { type: k, children: a.map((y: any) => tree(y, v)) };
    case 'not':
      return { type: 'not', child: tree(a[0], v) };
    case 'attribute':
      return { type: k, attribute: a[0], operator: a[1], ...(a.length > 2 && { value: a[2] }) };
    case 'stage':
    case 'not_stage':
      return { type: 'lifecycle_stage', operator: k === 'stage' ? 'in' : 'not_in', values: a };
    case 'value':
    case 'not_value':
      return { type: 'value_segment', operator: k === 'value' ? 'in' : 'not_in', values: a };
    case 'segment':
    case 'not_segment': {
      const s = v.segments.find((s: any) => s.key === a[0]);
      return {
        type: 'segment',
        operator: k === 'segment' ? 'in' : 'not_in',
        segment: { id: s.id, name: s.name },
      };
    }
    case 'count':
    case 'days_since':
      return {
        type: 'event',
        event: a[0],
        measure: k === 'count' ? 'count' : 'days_since_last',
        operator: a[1],
        value: a[2],
        ...(a.length > 3 && { window_days: a[3] }),
      };
    case 'amount':
      return {
        type: 'event',
        measure: a[0],
        event: a[1],
        property: a[2],
        operator: a[3],
        value: a[4],
        ...(a.length > 5 && { window_days: a[5] }),
      };
    case 'engaged':
      return {
        type: 'engagement',
        operator: a[0],
        action: a[1],
        window_days: a[2],
        ...(a.length > 3 && { channel: a[3] }),
      };
  }
  throw new Error(k);
}
const sort = (x: any): any =>
  Array.isArray(x)
    ? x.map(sort)
    : x && typeof x === 'object'
      ? Object.fromEntries(
          Object.keys(x)
            .sort()
            .map((k) => [k, sort(x[k])]),
        )
      : x;
let right = 0,
  wrong = 0,
  refusedThough = 0,
  n = 0,
  missed = 0;
if (process.argv[2] === 'groups') {
  for (const id in T)
    for (const g of [...T[id].groups, ...T[id].segments]) {
      n++;
      const tx = g.criteria ?? g.definition;
      const { predicateWords } = await import('../../simulator/tenant/predicate-words.ts');
      const words = predicateWords(tx, T[id].schema);
      const r = compileAudience(words, T[id]);
      if (!r.ok) {
        refusedThough++;
        console.log(
          id,
          'REFUSED',
          words,
          '\n   ',
          JSON.stringify(r.failure.map((f) => [f.phrase, f.reason])),
        );
      } else if (
        JSON.stringify(sort(normalForm(r.value.criteria))) !== JSON.stringify(sort(normalForm(tx)))
      ) {
        wrong++;
        console.log('WRONG', words, '\n', r.value.words);
      } else right++;
    }
} else
  for (const f of globSync('corpus/' + (process.argv[2] ?? '*') + '.json', {
    cwd: import.meta.dirname,
  }).sort())
    for (const e of JSON.parse(readFileSync(import.meta.dirname + '/' + f, 'utf8'))) {
      n++;
      const v = T[e.tenant];
      let r: any;
      try {
        r = compileAudience(e.text, v);
      } catch (x) {
        console.log('CRASH', e.text, x);
        continue;
      }
      if (e.tree) {
        if (!r.ok) {
          refusedThough++;
          console.log(
            f,
            'REFUSED:',
            e.text,
            '\n    ',
            JSON.stringify(r.failure.map((f: any) => [f.phrase, f.reason, f.candidates])),
          );
        } else if (
          JSON.stringify(sort(normalForm(r.value.criteria))) !==
          JSON.stringify(sort(normalForm(tree(e.tree, v))))
        ) {
          wrong++;
          console.log(f, 'WRONG:', e.text, '\n    ', r.value.words, '\n    ', JSON.stringify(e.tree));
        } else right++;
      } else if (r.ok) {
        wrong++;
        console.log(f, 'WRONG (accepted):', e.text, '\n    ', r.value.words);
      } else if (
        !r.failure.some(
          (u: any) =>
            u.phrase.toLowerCase().includes(e.refused.toLowerCase()) ||
            (u.phrase && e.refused.toLowerCase().includes(u.phrase.toLowerCase())),
        )
      ) {
        missed++;
        console.log(
          f,
          'OTHER PHRASE:',
          e.text,
          '[',
          e.refused,
          ']',
          JSON.stringify(r.failure.map((f: any) => [f.phrase, f.reason])),
        );
        right++;
      } else right++;
    }
console.log({ n, right, wrong, refusedThough, missed });
