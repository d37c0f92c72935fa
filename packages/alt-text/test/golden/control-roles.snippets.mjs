// Images in, or standing for, controls of every role, and what the accessibility tree has of both (control-roles.json). The image has id="x".
const gif = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
/** @type {(attributes?: string) => string} */
const img = (attributes = "") => `<img id="x" src="${gif}" width="20" height="20" ${attributes}>`;
const svg = '<svg id="x" width="9" height="9"><rect width="9" height="9"/></svg>';
const drawing = '<svg id="x" width="9" height="9" role="img"><title>Cat</title></svg>';

// Elements with a role of their own or by their tag, around some content. The context that a role needs stands around it.
/** @type {Record<string, (content: string, attributes?: string) => string>} */
const controls = {
  button: (content, more = "") => `<div role="button" ${more}>${content}</div>`,
  checkbox: (content, more = "") => `<span role="checkbox" ${more}>${content}</span>`,
  link: (content, more = "") => `<span role="link" ${more}>${content}</span>`,
  menuitem: (content, more = "") => `<ul role="menu"><li role="menuitem" ${more}>${content}</li></ul>`,
  menuitemcheckbox: (content, more = "") => `<div role="menu"><div role="menuitemcheckbox" ${more}>${content}</div></div>`,
  menuitemradio: (content, more = "") => `<div role="menu"><div role="menuitemradio" ${more}>${content}</div></div>`,
  option: (content, more = "") => `<div role="listbox"><div role="option" ${more}>${content}</div></div>`,
  radio: (content, more = "") => `<div role="radio" ${more}>${content}</div>`,
  switch: (content, more = "") => `<b role="switch" ${more}>${content}</b>`,
  tab: (content, more = "") => `<div role="tablist"><div role="tab" ${more}>${content}</div></div>`,
  treeitem: (content, more = "") => `<ul role="tree"><li role="treeitem" ${more}>${content}</li></ul>`,
  "button element": (content, more = "") => `<button ${more}>${content}</button>`,
  "a element": (content, more = "") => `<a href="/x" ${more}>${content}</a>`,
  "a with a role": (content, more = "") => `<a role="button" ${more}>${content}</a>`,
  "a with a target and a role": (content, more = "") => `<a href="/x" role="tab" ${more}>${content}</a>`,
  summary: (content, more = "") => `<details open><summary ${more}>${content}</summary>text</details>`,
};
const all = Object.values(controls);

const contents = [
  img(),
  img('alt=""'),
  img('alt="Cat"'),
  img('alt="" aria-hidden="true"'),
  svg,
  drawing,
  `${img('alt=""')} text`,
  `${img('alt=""')}<i title="Home"></i>`,
  `<div><div>${img('alt=""')}</div></div>`,
  `<div>${img('alt=""')}</div><div><i aria-label="Home"></i></div>`,
  `${img('alt=""')}<img src="${gif}" alt="Home">`,
  `<span hidden>text</span>${img('alt=""')}`,
];
const named = ['aria-label="Home"', 'aria-label=" "', 'aria-labelledby="l"', 'aria-labelledby="nowhere"', 'title="Home"', 'tabindex="0"', 'hidden', 'aria-hidden="true"'];
const label = '<p id="l">Label</p>';

/** Values of `role`, whose first that ARIA has counts. */
const roles = ["", " ", "foo", "foo button", "button foo", "none button", "button none", "BUTTON", "\tbutton\n", "command button", "widget link", "input checkbox", "roletype tab", "structure", "generic button", "doc-glossref", "link button", "presentation", "presentation link", "none", "img", "image", "graphics-symbol", "graphics-document", "graphics-object", "heading", "listitem", "group", "region", "cell", "gridcell", "row", "tooltip", "math", "toolbar", "slider", "progressbar", "scrollbar", "separator", "spinbutton", "textbox", "combobox", "searchbox", "meter", "button,link", "button-x"];

const nested = [
  `<div role="button"><span role="checkbox">${img('alt=""')}</span></div>`,
  `<div role="tab"><span role="button">${img('alt=""')}</span></div>`,
  `<div role="tab">text <span role="button">${img('alt=""')}</span></div>`,
  `<a href="/x"><span role="button">${img('alt=""')}</span></a>`,
  `<a href="/x">text <span role="button">${img('alt=""')}</span></a>`,
  `<span role="button"><a href="/x">${img('alt=""')}</a></span>`,
  `<span role="button">text <a href="/x">${img('alt=""')}</a></span>`,
  `<button>text <a href="/x">${img('alt=""')}</a></button>`,
  `<button><span role="link">${img('alt=""')}</span></button>`,
  `<ul role="menu"><li role="none"><a href="/x" role="menuitem">${img('alt=""')}</a></li></ul>`,
  `<ul role="tree"><li role="treeitem"><a href="/x">${img('alt=""')}</a></li></ul>`,
  `<ul role="tree"><li role="treeitem">one<ul role="group"><li role="treeitem">${img('alt=""')}</li></ul></li></ul>`,
  `<ul role="tree"><li role="treeitem">${img('alt=""')}<ul role="group"><li role="treeitem">two</li></ul></li></ul>`,
  `<div role="grid"><div role="row"><div role="gridcell"><a href="/x">${img('alt=""')}</a></div></div></div>`,
  `<div role="button"></div>${img('alt=""')}`,
  `<a role="button">text</a>${img('alt=""')}`,
  `<a role="button">one<div>two</a>${img('alt=""')}</div>`,
  `<a role="button"><div>${img('alt=""')}</a>text</div>`,
  `<a href="/x" role="button"><div>${img('alt=""')}</a>text</div>`,
  `<a role="button"><a href="/x">${img('alt=""')}</a></a>`,
  `<p role="button">one<p>${img('alt=""')}`,
  `<ul><li role="option">one<li>${img('alt=""')}</ul>`,
  `<table><tr><td role="button">one<td>${img('alt=""')}</table>`,
  `<b role="button">one</b>${img('alt=""')}`,
  `<x-button role="button">${img('alt=""')}</x-button>`,
  `<x-button role="button"><x-icon>${img('alt=""')}</x-icon><i title="Home"></i></x-button>`,
  `<details open><summary>s</summary><summary>${img('alt=""')}</summary></details>`,
  `<summary>${img('alt=""')}</summary>`,
  `<details open><div><summary>${img('alt=""')}</summary></div></details>`,
  `<details open><summary role="none">${img('alt=""')}</summary></details>`,
  `<details open><summary role="tab">${img('alt=""')}</summary></details>`,
  `<details><summary>s</summary><div role="button">${img('alt=""')}</div></details>`,
  `<label for="b">Label</label><div role="button" id="b">${img('alt=""')}</div>`,
  `<label>Label <span role="button">${img('alt=""')}</span></label>`,
  `<label for="b">Label</label><button id="b" role="tab">${img('alt=""')}</button>`,
];

const conflicts = [
  ...["", 'role="none"', 'role="presentation"', 'role="none" disabled', 'role="none" disabled aria-label="l"', 'role="none" disabled aria-hidden="false"', 'role="none" disabled aria-checked="true"', 'role="none" disabled aria-live="off"'].map((a) => `<button ${a}>${img('alt=""')}</button>`),
  ...['role="none"', 'role="presentation" tabindex="-1"', 'role="presentation" aria-label="Home"'].map((a) => `<a href="/x" ${a}>${img('alt=""')}</a>`),
  ...["tabindex=0", 'aria-label="l"', "aria-owns=nowhere", "aria-expanded=true", "aria-checked=true", "aria-current=page", 'aria-labelledby=""', 'aria-label=""', "aria-details=d", "aria-haspopup=true", "aria-braillelabel=b", "contenteditable", "aria-foo=1", "aria-grabbed=true", "aria-roledescription=d"].map((a) => img(`alt="Cat" role="none" ${a}`)),
];

/** The image is the control itself. */
const itself = [
  ...["button", "checkbox", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio", "switch", "tab", "treeitem"].flatMap((role) =>
    ["", 'alt=""', 'alt="Cat"', 'alt="" title="Cat"'].map((alt) => img(`role="${role}" ${alt}`)),
  ),
  ...["foo", "foo button", "none button", "img", "heading", "slider aria-valuenow=5", ""].flatMap((role) => ["", 'alt=""', 'alt="Cat"'].map((alt) => img(`role="${role}" ${alt}`))),
  '<svg id="x" width="9" height="9" role="button"><title>Cat</title></svg>',
  '<svg id="x" width="9" height="9" role="button"><rect width="9" height="9"/></svg>',
  '<svg id="x" width="9" height="9" role="link" aria-label="Cat"></svg>',
  `<a href="/x">${img('role="button" alt=""')}</a>`,
  `<a href="/x">text ${img('role="button" alt=""')}</a>`,
  `<input id="x" type="image" src="${gif}" role="tab" alt="Go">`,
  `<input id="x" type="image" src="${gif}" role="link" alt="Go">`,
  `<div role="button"><input id="x" type="image" src="${gif}" alt=""></div>`,
];

/** Roles whose children are presentational, or that have a name from the author alone. */
const leaves = ["img", "image", "graphics-symbol", "graphics-document", "doc-cover", "slider", "progressbar", "meter", "scrollbar", "separator", "math", "spinbutton", "textbox", "combobox", "figure", "group"].flatMap((role) => [
  `<div role="${role}" aria-label="l">${img()}</div>`,
  `<div role="${role}" aria-label="l"><a href="/x">${img('alt=""')}</a></div>`,
]);

/** What `aria-owns` moves into another place of the accessibility tree. */
const owned = [
  `<div role="button" aria-owns="o">${img('alt=""')}</div><span id="o">Search</span>`,
  `<button aria-owns="o">${img('alt=""')}</button><span id="o">Search</span>`,
  `<a href="/x" aria-owns="o">${img('alt=""')}</a><span id="o">Search</span>`,
  `<span id="o">Search</span><div role="button" aria-owns="o">${img('alt=""')}</div>`,
  `<div role="button" aria-owns="o p">${img('alt=""')}</div><p id="p">two</p><p id="o">one</p>`,
  `<div role="button" aria-owns="o o nowhere">${img('alt=""')}</div><p id="o">one</p>`,
  `<div role="button" aria-owns="nowhere">${img('alt=""')}</div>`,
  `<div role="button" aria-owns="">${img('alt=""')}</div>`,
  `<div role="button" aria-owns="x">text</div>${img('alt=""')}`,
  `<div role="button" aria-owns="x"></div>${img('alt=""')}`,
  `<div role="button" aria-owns="x"></div>${img()}`,
  `<div role="button" aria-owns="x"></div>${img('alt="Cat"')}`,
  `<div role="button" aria-owns="o"></div><p id="o">${img('alt=""')} text</p>`,
  `<div role="button" aria-owns="o"></div><p id="o">${img('alt=""')}</p>`,
  `<div role="button" aria-owns="o"></div><p id="o"><b>bold</b></p>${img('alt=""')}`,
  `<div role="button" aria-owns="o"></div><a href="/x">link <span id="o">${img('alt=""')}</span></a>`,
  `<div role="button" aria-owns="o"></div><a href="/x" id="o">${img('alt=""')}</a>`,
  `<div role="button" aria-owns="o"></div><span id="o"><span role="tab">${img('alt=""')}</span></span>`,
  `<div role="button" aria-owns="o">A</div><div role="tab" aria-owns="o">B</div><span id="o">${img('alt=""')}</span>`,
  `<div role="button" aria-owns="o"><b id="o">own</b>${img('alt=""')}</div>`,
  `<div role="button" id="o"><span aria-owns="o">${img('alt=""')}</span></div>`,
  `<div role="button" id="o" aria-owns="o">${img('alt=""')}</div>`,
  `<div role="button" id="o" aria-owns="p">${img('alt=""')}</div><div role="tab" id="p" aria-owns="o">two</div>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><span id="o" hidden>hidden</span>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><span id="o" aria-hidden="true">hidden</span>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><div aria-hidden="true"><span id="o">moved</span></div>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><div hidden><span id="o">hidden</span></div>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><span id="o"><b hidden>hidden</b></span>`,
  `<div role="button" aria-owns="o"></div><div aria-hidden="true"><span id="o">${img('alt="Cat"')}</span></div>`,
  `<div role="button" aria-owns="o"></div><div hidden><span id="o">${img('alt="Cat"')}</span></div>`,
  `<div role="button" aria-owns="o" aria-hidden="true"></div><span id="o">${img('alt="Cat"')}</span>`,
  `<div role="button" aria-owns="o" hidden></div><span id="o">${img('alt="Cat"')}</span>`,
  `<div role="button" aria-owns="o" style="visibility:hidden"></div><span id="o">${img('alt="Cat"')}</span>`,
  `<div aria-hidden="true"><div role="button" aria-owns="o"></div></div><span id="o">${img('alt="Cat"')}</span>`,
  `<div role="button"><b aria-owns="o"></b>${img('alt=""')}</div><span id="o">owned</span>`,
  `<div role="button"><b aria-owns="o" aria-label="Home"></b>${img('alt=""')}</div><span id="o">owned</span>`,
  `<div role="button" aria-label="Home" aria-owns="o">${img('alt=""')}</div><span id="o">owned</span>`,
  `<div role="button" title="Home" aria-owns="o">${img('alt=""')}</div><span id="o"></span>`,
  `<div role="button" title="title" aria-owns="o">${img('alt=""')}</div><span id="o">owned</span>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><span id="o"><span aria-owns="p">one</span></span><b id="p">two</b>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><img id="o" src="${gif}" alt="Home">`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><img id="o" src="${gif}" alt="">`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><span id="o">first</span><span id="o">second</span>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><table><tr><td id="o">cell<td>other</table>`,
  `<div role="button" aria-owns="o">${img('alt=""')}</div><ul><li id="o">item<li>other</ul>`,
  `<div role="button"><p><span id="o">given away</span></p>${img('alt=""')}</div><div role="tab" aria-owns="o"></div>`,
  `<a href="/x"><i id="o" title="given away"></i>${img('alt=""')}</a><div role="tab" aria-owns="o"></div>`,
  `<div role="button" aria-labelledby="l">${img('alt=""')}</div><p id="l" aria-owns="o">Label</p><span id="o">owned</span>`,
  `<div role="button" aria-labelledby="l">${img('alt=""')}</div><p id="l">Label <b id="o">given away</b></p><div role="tab" aria-owns="o"></div>`,
  `<label for="b" aria-owns="o">Label</label><button id="b">${img('alt=""')}</button><span id="o">owned</span>`,
  `<div role="img" aria-owns="o" aria-label="l"></div><span id="o">${img('alt="Cat"')}</span>`,
  `<div role="tree" aria-owns="o"></div><div role="treeitem" id="o">${img('alt=""')}</div>`,
  `<img src="${gif}" alt="one" aria-owns="x">${img('alt="Cat"')}`,
  `<input aria-owns="x">${img('alt="Cat"')}`,
];

export const snippets = [
  ...all.flatMap((control) => contents.map((content) => control(content))),
  ...all.flatMap((control) => named.map((attributes) => `${control(img('alt=""'), attributes)}${label}`)),
  ...all.slice(0, 1).concat(all.slice(10, 11)).flatMap((control) => named.map((attributes) => `${control(img('alt="Cat"'), attributes)}${label}`)),
  ...roles.flatMap((role) => [`<div role="${role}">${img('alt=""')}</div>`, `<button role="${role}">${img('alt=""')}</button>`, `<a href="/x" role="${role}">${img('alt=""')}</a>`]),
  ...nested,
  ...conflicts,
  ...itself,
  ...leaves,
  ...owned,
];
