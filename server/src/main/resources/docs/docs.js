// Shows /openapi.json: operations by audience, a filter, the shapes of request and answer, a call to copy.
'use strict';

const operations = document.getElementById('operations');
const found = document.getElementById('found');

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// A schema as an example value: types stand where values would.
function example(schema, all, seen = []) {
  if (!schema) return null;
  if (schema.$ref) {
    const name = decodeURIComponent(schema.$ref.split('/').pop());
    if (seen.includes(name)) return '…';
    const value = example(all[name], all, [...seen, name]);
    for (const [key, inner] of Object.entries(schema.properties || {})) {
      const shown = key + '*' in value ? key + '*' : key;
      value[shown] = example(inner, all, seen);
    }
    return value;
  }
  const choices = schema.anyOf || schema.oneOf;
  if (choices) return example(choices.find(one => one.type !== 'null'), all, seen);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(part => example(part, all, seen)));
  const type = [].concat(schema.type || []).find(one => one !== 'null');
  if (type === 'array') return schema.items ? [example(schema.items, all, seen)] : [];
  if (type === 'object' || schema.properties) {
    const value = {};
    for (const [key, inner] of Object.entries(schema.properties || {})) {
      const required = (schema.required || []).includes(key);
      value[required ? key + '*' : key] = example(inner, all, seen);
    }
    return value;
  }
  return schema.enum ? schema.enum.join(' | ') : schema.format || type || 'any';
}

function block(title, value) {
  const part = element('section');
  part.append(element('h3', title), element('pre', typeof value === 'string' ? value : JSON.stringify(value, null, 2)));
  part.lastChild.tabIndex = 0;
  return part;
}

function curl(method, path, operation) {
  const lines = [`curl -X ${method} ${location.origin}${path}`];
  if (operation.security.length) lines.push(`-H 'Authorization: Bearer $TOKEN'`);
  if (operation.requestBody) lines.push(`-H 'Content-Type: application/json'`, `-d '{…}'`);
  return lines.join(' \\\n  ');
}

function content(part) {
  return part && part.content && part.content['application/json'].schema;
}

function parameters(operation, api) {
  return operation.parameters
    .map(one => one.$ref ? api.components.parameters[one.$ref.split('/').pop()] : one)
    .map(one => `${one.in}: ${one.name}${one.required ? '*' : ''}${one.description ? '  ' + one.description : ''}`)
    .join('\n');
}

function refusals(operation, api) {
  return Object.entries(operation.responses)
    .filter(([status]) => status !== '200')
    .map(([status, one]) => `${status}  ${api.components.responses[one.$ref.split('/').pop()].description}`)
    .join('\n');
}

function show(method, path, operation, api) {
  const all = api.components.schemas;
  const details = element('details');
  const summary = element('summary');
  summary.append(element('span', method, 'method'), element('code', path), element('span', operation.summary, 'name'));
  details.append(summary);
  details.dataset.text = `${method} ${path} ${operation.summary} ${operation['x-permission']}`.toLowerCase();
  details.addEventListener('toggle', () => {
    if (details.children.length > 1) return;
    const inside = element('div', undefined, 'inside');
    inside.append(
      element('p', `Permission ${operation['x-permission']} · data: ${operation['x-tenant']} · audit: ${operation['x-audit']}`, 'facts'),
      block('Call', curl(method, path, operation)));
    if (operation.parameters.length) inside.append(block('Parameters (* required)', parameters(operation, api)));
    const request = content(operation.requestBody);
    if (request) inside.append(block('Request (* required)', example(request, all)));
    inside.append(
      block('Answer (* always there)', example(content(operation.responses['200']), all)),
      block('Refusals', refusals(operation, api)));
    details.append(inside);
  });
  return details;
}

function filter(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const section of operations.children) {
    let here = 0;
    for (const details of section.querySelectorAll('details')) {
      details.hidden = !words.every(word => details.dataset.text.includes(word));
      if (!details.hidden) here++;
    }
    section.hidden = here === 0;
    shown += here;
  }
  found.textContent = `${shown} operations`;
}

fetch('/openapi.json').then(answer => answer.json()).then(api => {
  document.getElementById('about').textContent = api.info.description;
  const sections = new Map();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0];
      if (!sections.has(tag)) {
        const section = element('section');
        section.append(element('h2', tag));
        sections.set(tag, section);
      }
      sections.get(tag).append(show(method.toUpperCase(), path, operation, api));
    }
  }
  operations.append(...[...sections.keys()].sort().map(tag => sections.get(tag)));
  const box = document.getElementById('filter');
  box.addEventListener('input', () => filter(box.value));
  filter('');
}).catch(() => { document.getElementById('about').textContent = 'The document could not be loaded.'; });
