function isFontRule(rule: CSSRule): rule is CSSFontFaceRule {
  return rule instanceof CSSFontFaceRule;
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    // Sheets of other origins, as extensions of the browser add them, cannot be read.
    return [];
  }
}

function toDataUrl(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('The font cannot be read.'));
    reader.readAsDataURL(content);
  });
}

/** The rule with its file inside it; undefined for alphabets other than the Latin one. */
async function embedRule(rule: CSSFontFaceRule): Promise<string | undefined> {
  const isLatin = rule.style.getPropertyValue('unicode-range').toUpperCase().startsWith('U+0-FF');
  const [, url] = /url\("?([^")]+)"?\)/.exec(rule.cssText) ?? [];
  if (!isLatin || url === undefined) return undefined;
  const base = rule.parentStyleSheet?.href ?? document.baseURI;
  const response = await fetch(new URL(url, base));
  return rule.cssText.replace(url, await toDataUrl(await response.blob()));
}

/** The fonts of the page as one style sheet that needs no other files. */
export async function embedFonts(): Promise<string> {
  const rules = [...document.styleSheets].flatMap(rulesOf).filter(isFontRule);
  const embedded = await Promise.all(rules.map(embedRule));
  return embedded.filter((text) => text !== undefined).join('\n');
}
