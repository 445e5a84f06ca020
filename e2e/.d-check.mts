import { chromium } from '@playwright/test';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error' || m.type()==='warning') console.log('CONSOLE', m.type(), m.text().slice(0, 300)); });
await page.goto('http://127.0.0.1:4502/?template=meeting-notes');
await page.waitForSelector('.react-flow__node', { timeout: 60000 });
await page.waitForTimeout(1500);
for (const wait of [0, 30, 100, 700]) {
  await page.locator('.react-flow__pane').click({ position: { x: 5, y: 300 } });
  const before = await page.locator('.react-flow__node[data-id^="$notes"]').count();
  await page.keyboard.press('Shift+S');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(wait);
  const mid = await page.locator('.react-flow__node[data-id^="$notes"]').count();
  await page.reload();
  await page.waitForSelector('.react-flow__node', { timeout: 60000 });
  await page.waitForTimeout(1500);
  console.log(wait, 'before', before, 'mid', mid, 'after', await page.locator('.react-flow__node[data-id^="$notes"]').count(), (await page.locator('header').first().innerText()).replaceAll('\n',' | ').slice(0,60));
}
await browser.close();
