// Snippets whose accessible names Chromium has computed (accessible-names.json). The image asked about has id="x".
const gif = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
/** @type {(attributes: string, rest?: string) => string} */
const img = (attributes, rest = "") => `<img id="x" src="${gif}" width="20" height="20" ${attributes}>${rest}`;
/** @type {(attributes: string, content?: string, rest?: string) => string} */
const svg = (attributes, content = "", rest = "") =>
  `<svg id="x" width="20" height="20" ${attributes}>${content}<rect width="9" height="9"/></svg>${rest}`;
/** @type {(attributes: string, rest?: string) => string} */
const input = (attributes, rest = "") => `<input id="x" type="image" src="${gif}" ${attributes}>${rest}`;
/** @type {(attributes: string, content?: string, rest?: string) => string} */
const div = (attributes, content = "", rest = "") =>
  `<div id="x" role="img" style="width:20px;height:20px" ${attributes}>${content}</div>${rest}`;
/** @type {(attributes: string, rest?: string) => string} */
const area = (attributes, rest = "") =>
  `<img src="${gif}" usemap="#m" alt="map" width="90" height="90"><map name="m"><area id="x" shape="rect" coords="0,0,50,50" ${attributes}></map>${rest}`;

export const snippets = [
  // img: alt, title, ARIA, and which comes first
  ...["", 'alt="cat"', 'alt=""', "alt", 'alt=" "', 'alt="  a   b "', 'alt="a&#10;b"', 'alt="a&amp;b"', 'alt="&nbsp;"'].map((a) => img(a)),
  ...['title="t"', 'alt="cat" title="t"', 'alt="" title="t"', 'alt=" " title="t"', 'title=" "'].map((a) => img(a)),
  ...['aria-label="l"', 'aria-label="l" alt="cat"', 'aria-label="" alt="cat"', 'aria-label=" " alt="cat"', 'aria-label="l" alt=""', 'aria-label="" alt=""'].map((a) => img(a)),
  ...['aria-label="l" title="t"', 'aria-label="  l   m "', 'aria-labelledby="nowhere" alt="cat"', 'aria-labelledby="" alt="cat"', 'aria-labelledby="nowhere" title="t"'].map((a) => img(a)),
  img('aria-labelledby="a"', '<p id="a">label</p>'),
  img('aria-labelledby="a" aria-label="l" alt="cat" title="t"', '<p id="a">label</p>'),
  `<p id="a">before</p>${img('aria-labelledby="a" alt="cat"')}`,
  img('aria-labelledby="a b"', '<p id="a">one</p><p id="b">two</p>'),
  img('aria-labelledby="b a"', '<p id="a">one</p><p id="b">two</p>'),
  img('aria-labelledby="a a"', '<p id="a">one</p>'),
  img('aria-labelledby="a nowhere"', '<p id="a">one</p>'),
  img('aria-labelledby="a" alt="cat"', '<p id="a"></p>'),
  img('aria-labelledby="a" alt="cat"', '<p id="a"> </p>'),
  img('aria-labelledby="a"', '<p id="a" hidden>hidden label</p>'),
  img('aria-labelledby="a"', '<p id="a" style="display:none">hidden label</p>'),
  img('aria-labelledby="a"', '<p id="a" style="visibility:hidden">hidden label</p>'),
  img('aria-labelledby="a"', '<p id="a" aria-hidden="true">hidden label</p>'),
  img('aria-labelledby="a"', '<div hidden><p id="a">in hidden</p></div>'),
  img('aria-labelledby="a"', '<p id="a">shown <span hidden>not shown</span> end</p>'),
  img('aria-labelledby="a"', '<p id="a">shown <span style="display:none">not shown</span> end</p>'),
  img('aria-labelledby="a"', '<p id="a">shown <span aria-hidden="true">not said</span> end</p>'),
  img('aria-labelledby="a"', '<p id="a" hidden>all <span hidden>of it</span></p>'),
  img('aria-labelledby="a"', '<p id="a" aria-label="own label">content</p>'),
  img('aria-labelledby="a"', '<p id="a" aria-label=" ">content</p>'),
  img('aria-labelledby="a"', '<p id="a">one <span aria-label="inner">not this</span> two</p>'),
  img('aria-labelledby="a"', '<p id="a">one<b>two</b>three</p>'),
  img('aria-labelledby="a"', '<div id="a"><p>one</p><p>two</p></div>'),
  img('aria-labelledby="a"', '<p id="a">one<br>two</p>'),
  img('aria-labelledby="a"', '<p id="a">  many\n  spaces  </p>'),
  img('aria-labelledby="a"', `<p id="a">see <img src="${gif}" alt="a cat"> here</p>`),
  img('aria-labelledby="a"', `<p id="a">see <img src="${gif}" alt="" title="t"> here</p>`),
  img('aria-labelledby="a"', `<p id="a">see <img src="${gif}" title="t"> here</p>`),
  img('aria-labelledby="a"', `<img id="a" src="${gif}" alt="other image">`),
  img('aria-labelledby="a"', `<img id="a" src="${gif}" title="other title">`),
  img('aria-labelledby="a"', `<img id="a" src="${gif}" alt="" title="other title">`),
  img('aria-labelledby="a"', '<p id="a" title="the title"></p>'),
  img('aria-labelledby="a"', '<p id="a" title="the title">content</p>'),
  img('aria-labelledby="a"', '<p id="a" aria-labelledby="b">content of a</p><p id="b">content of b</p>'),
  img('aria-labelledby="x" alt="cat"'),
  img('aria-labelledby="x" aria-label="l" alt="cat"'),
  img('aria-labelledby="x a" aria-label="l"', '<p id="a">more</p>'),
  img('aria-labelledby="a"', '<input id="a" type="text" value="typed">'),
  img('aria-labelledby="a"', '<input id="a" type="button" value="press">'),
  img('aria-labelledby="a"', '<p id="a">zoom <input type="text" value="50"> percent</p>'),
  img('aria-labelledby="a"', '<textarea id="a">written</textarea>'),
  img('aria-labelledby="a"', '<p id="a">one<script>var x = 1</script><style>p{}</style> two</p>'),
  img('aria-labelledby="a"', '<svg id="a" width="9" height="9"><title>svg title</title></svg>'),
  img('aria-labelledby="a"', '<p id="a"><svg width="9" height="9" role="img"><title>svg title</title></svg> end</p>'),
  img('aria-labelledby="a"', '<p id="a">first</p><p id="a">second</p>'),
  img('aria-labelledby="a"', '<p id="A">upper</p>'),
  img('aria-labelledby="\n a \t b"', '<p id="a">one</p><p id="b">two</p>'),
  img('aria-labelledby="a"', '<p id="a"><span title="tip"></span>after</p>'),
  img('aria-labelledby="a"', '<template><p id="a">in template</p></template>'),
  img('aria-labelledby="a"', '<ul id="a"><li>one</li><li>two</li></ul>'),
  img('aria-labelledby="a"', '<table id="a"><tr><td>one</td><td>two</td></tr></table>'),
  img('aria-labelledby="a"', '<figcaption id="a">caption <i>text</i></figcaption>'),
  `<figure>${img('alt=""')}<figcaption>caption</figcaption></figure>`,
  `<figure>${img("")}<figcaption>caption</figcaption></figure>`,
  `<figure>${img('alt="cat"')}<figcaption>caption</figcaption></figure>`,
  // img: roles and presentational conflicts
  ...['role="none" alt="cat"', 'role="presentation" alt="cat"', 'role="presentation"', 'role="none" tabindex="0"', 'role="none" tabindex="0" alt="cat"', 'role="none" tabindex="-1" alt="cat"'].map((a) => img(a)),
  ...['role="none" aria-label="l"', 'role="none" aria-label="l" alt="cat"', 'role="none" aria-hidden="false" alt="cat"', 'role="none" aria-describedby="d" alt="cat"', 'role="none" aria-live="polite" alt="cat"', 'role="presentation" title="t"'].map((a) => img(a)),
  ...['role="NONE" alt="cat"', 'role=" presentation " alt="cat"', 'role="none img" alt="cat"', 'role="img none" alt="cat"', 'role="unknown none" alt="cat"', 'role="" alt="cat"', 'role="button" alt="cat"', 'role="img" alt="cat"', 'role="img" alt=""', 'role="img"'].map((a) => img(a)),
  ...['alt="" tabindex="0"', 'alt="" tabindex="0" title="t"', 'alt="" aria-describedby="d"', 'alt="" role="img" title="t"'].map((a) => img(a)),
  // hidden
  ...['alt="cat" aria-hidden="true"', 'alt="cat" aria-hidden="false"', 'alt="cat" aria-hidden=""', 'alt="cat" hidden', 'alt="cat" hidden="until-found"', 'alt="cat" style="display:none"', 'alt="cat" style="color:red; DISPLAY : none !important"', 'alt="cat" style="visibility:hidden"', 'alt="cat" style="display:block"', 'alt="cat" style="opacity:0"'].map((a) => img(a)),
  `<div aria-hidden="true"><p>${img('alt="cat"')}</p></div>`,
  `<div hidden><p>${img('alt="cat"')}</p></div>`,
  `<div style="display:none">${img('alt="cat"')}</div>`,
  `<div hidden></div>${img('alt="cat"')}`,
  `<p hidden>one<p>${img('alt="cat"')}`,
  `<ul><li hidden>one<li>${img('alt="cat"')}</ul>`,
  `<table><tr><td hidden>one<td>${img('alt="cat"')}</table>`,
  `<b hidden>one</b>${img('alt="cat"')}`,
  // in links and buttons
  `<a href="/">${img('alt="home"')}</a>`,
  `<a href="/">${img("")}</a>`,
  `<a href="/" aria-label="Home">${img('alt="house"')}</a>`,
  // input type=image
  ...["", 'alt="go"', 'alt=""', 'alt=" "', 'title="t"', 'alt="go" title="t"', 'alt="" title="t"', 'value="v"', 'alt="go" value="v"', 'value="v" title="t"', 'aria-label="l" alt="go"', 'name="n"', 'aria-labelledby="nowhere"', 'role="presentation" alt="go"', 'alt="go" hidden'].map((a) => input(a)),
  input('aria-labelledby="a" alt="go"', '<p id="a">label</p>'),
  `<label>wrapped ${input("")}</label>`,
  `<label for="x">for it</label>${input("")}`,
  `<label for="x">for it</label>${input('alt="go"')}`,
  `<label for="x">for it</label>${input('title="t"')}`,
  // area
  ...['href="/a" alt="go"', 'href="/a"', 'href="/a" title="t"', 'href="/a" alt=""', 'href="/a" alt="" title="t"', 'href="/a" aria-label="l" alt="go"', 'alt="nowhere"'].map((a) => area(a)),
  area('href="/a" aria-labelledby="a"', '<p id="a">label</p>'),
  // inline svg
  ...["", 'role="img"', 'role="img" aria-label="l"', 'aria-label="l"', 'aria-hidden="true" aria-label="l"', 'role="presentation"', 'role="none" aria-label="l"', 'role="graphics-document" aria-label="l"', 'role="img" title="attribute"'].map((a) => svg(a)),
  svg("", "<title>t</title>"),
  svg('role="img"', "<title>t</title>"),
  svg('role="img"', "<title> a  b </title>"),
  svg('role="img"', "<title></title>"),
  svg('role="img"', "<title>one</title><title>two</title>"),
  svg('role="img"', "<desc>d</desc>"),
  svg('role="img"', "<title>t</title><desc>d</desc>"),
  svg('role="img" aria-label="l"', "<title>t</title>"),
  svg('role="img" aria-labelledby="a"', '<title id="a">t</title>'),
  svg('role="img" aria-labelledby="a b"', '<title id="a">t</title><desc id="b">d</desc>'),
  svg('role="img"', "<g><title>nested</title></g>"),
  svg('role="img"', "<text>drawn</text>"),
  svg('role="img"', "<title>a<b>c</b></title>"),
  svg('role="img"', "<title><![CDATA[a & b]]></title>"),
  svg('role="img"', "<title>a &amp; b</title>"),
  svg('role="presentation"', "<title>t</title>"),
  svg('role="img" aria-labelledby="a"', "<title>t</title>", '<p id="a">outside</p>'),
  // role=img
  ...["", 'aria-label="l"', 'title="t"', 'alt="cat"', 'aria-label="" title="t"', 'aria-hidden="true" aria-label="l"', 'aria-labelledby="nowhere" title="t"'].map((a) => div(a, "content")),
  div('aria-labelledby="a"', "", '<div id="a" style="display:none">label</div>'),
  '<span id="x" role="image" aria-label="l">content</span>',
  '<i id="x" role="img" aria-label="l"></i>',
  '<div id="x" role="IMG" aria-label="l">content</div>',
  // object
  `<object id="x" type="image/gif" data="${gif}"></object>`,
  `<object id="x" type="image/gif" data="${gif}" aria-label="l">fallback</object>`,
  `<object id="x" type="image/gif" data="${gif}" title="t">fallback</object>`,
  `<object id="x" type="image/gif" data="${gif}">fallback</object>`,
];
