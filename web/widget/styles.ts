const css = `
:host{all:initial}
*{box-sizing:border-box}
.frame{--accent:#0b5cad;--on-accent:#fff;--ground:#fff;--ink:#1b1f24;--soft:#59616b;--line:#d5dae0;--bubble:#eef1f4;--own:#0b5cad;--own-ink:#fff;--warn:#7a4b00;--warn-ground:#fff4dc;--error:#b3261e;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink)}
@media (prefers-color-scheme:dark){.frame{--accent:#7db8f7;--on-accent:#08233f;--ground:#17191d;--ink:#eceef1;--soft:#a9b1bb;--line:#363b42;--bubble:#262a30;--own:#1f5f9e;--own-ink:#fff;--warn:#ffd58a;--warn-ground:#3a2d12;--error:#ffb4ab}}
button,input,select,textarea{font:inherit;color:inherit}
button{cursor:pointer;border:1px solid var(--line);background:var(--ground);border-radius:8px;padding:8px 16px;min-block-size:44px}
button:disabled{opacity:.55;cursor:default}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.launcher{position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:2147483000;inline-size:56px;block-size:56px;border:0;border-radius:28px;padding:0;background:#0b5cad;color:#fff;display:grid;place-items:center;box-shadow:0 4px 16px #0004}
.launcher:focus-visible{outline:3px solid #fff;outline-offset:-6px}
svg{inline-size:24px;block-size:24px;display:block}
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;block-size:22px;border-radius:11px;background:#b3261e;color:#fff;font-size:13px;line-height:22px;padding:0 6px}
.panel{position:fixed;inset-block-end:88px;inset-inline-end:20px;z-index:2147483000;inline-size:min(376px,calc(100vw - 40px));block-size:min(600px,calc(100dvh - 108px));display:flex;flex-direction:column;background:var(--ground);border:1px solid var(--line);border-radius:16px;overflow:hidden;box-shadow:0 8px 40px #0003;animation:rise .16s ease-out}
.panel:focus{outline:none}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@media (prefers-reduced-motion:reduce){.panel{animation:none}}
.full .panel{position:static;inline-size:100%;max-inline-size:720px;block-size:100dvh;margin-inline:auto;border-radius:0;border-block:0;box-shadow:none}
@media (max-width:480px){.panel{inset:0;inline-size:100%;block-size:100dvh;border:0;border-radius:0;padding-block-end:env(safe-area-inset-bottom)}.panel~.launcher{display:none}}
.head{display:flex;align-items:center;gap:4px;padding:8px 8px 8px 16px;border-block-end:1px solid var(--line);min-block-size:60px}
h2{font-size:16px;font-weight:600;margin:0;flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.plain{border:0;background:none;padding:10px;color:var(--soft);display:grid;place-items:center}
.plain:hover{color:var(--ink)}
.primary{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}
.round{inline-size:44px;block-size:44px;padding:0;border-radius:22px;display:grid;place-items:center;flex:none}
.small{padding:4px 12px;min-block-size:36px}
.link{border:0;background:none;padding:2px;min-block-size:24px;color:inherit;text-decoration:underline;text-align:start;overflow-wrap:anywhere}
.form{display:flex;flex-direction:column;gap:12px;padding:16px;overflow:auto;flex:1}
.form label{display:flex;flex-direction:column;gap:4px;font-size:14px;color:var(--soft)}
.form input,.form select,.form textarea,.ended textarea{inline-size:100%;padding:10px 12px;border:1px solid var(--soft);border-radius:8px;background:var(--ground);color:var(--ink);min-block-size:44px;resize:vertical}
.greeting{font-size:18px;font-weight:600;margin:0}
.hint,.notice,.typing{color:var(--soft);font-size:14px;margin:0}
.error{color:var(--error);font-size:14px;margin:0;inline-size:100%}.error:empty{display:none}
.banner{padding:8px 16px;font-size:14px;background:var(--bubble)}.banner[hidden]{display:none}
.warning{background:var(--warn-ground);color:var(--warn)}
.bar{display:flex;align-items:center;gap:8px;padding:8px 16px;border-block-end:1px solid var(--line);font-size:14px}.bar span{flex:1}.log .bar{flex-wrap:wrap;border:0;padding:0}
.log{flex:1;overflow:auto;padding:16px;display:flex;flex-direction:column;gap:4px}
.log:focus-visible{outline-offset:-3px}
.notice{text-align:center;margin-block:8px}
.line{display:flex;flex-direction:column;align-items:flex-start;max-inline-size:84%}
.own{align-self:flex-end;align-items:flex-end}
.author{font-size:13px;color:var(--soft);margin-block:8px 2px}
.hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.bubble{padding:8px 12px;border-radius:14px;background:var(--bubble);white-space:pre-wrap;overflow-wrap:anywhere}
.own .bubble{background:var(--own);color:var(--own-ink)}.pending .bubble{opacity:.75}.refused .bubble{background:none;color:var(--error);border:1px solid var(--error)}
.bubble a{color:inherit}.meta{font-size:12px;color:var(--soft);display:flex;gap:6px;flex-wrap:wrap;align-items:center;min-block-size:18px}
.ticks.read{color:var(--accent);font-weight:700}
.picture{padding:0;border:0;background:none}.picture img{display:block;max-inline-size:100%;max-block-size:240px;border-radius:8px}
.composer{display:flex;flex-wrap:wrap;align-items:flex-end;gap:4px;padding:8px;border-block-start:1px solid var(--line)}
.composer textarea{flex:1;min-inline-size:0;border:1px solid var(--soft);border-radius:22px;padding:10px 14px;min-block-size:44px;max-block-size:140px;resize:none;background:var(--ground);field-sizing:content}
.ended{padding:16px;border-block-start:1px solid var(--line);display:flex;flex-direction:column;gap:12px;align-items:center}
.ended p{margin:0}.ended form{display:flex;flex-direction:column;gap:8px;align-items:center;inline-size:100%}
.stars{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;justify-content:center}
.stars legend{padding:0;margin-inline:auto}
.star{inline-size:44px;block-size:44px;display:grid;place-items:center;font-size:28px;color:var(--soft);cursor:pointer;border-radius:8px}
.star.on{color:#b26a00}
@media (prefers-color-scheme:dark){.star.on{color:#ffc46b}}
.star input{position:absolute;opacity:0;inline-size:1px;block-size:1px}.star:focus-within{outline:3px solid var(--accent)}
`

/** The widget's own style: nothing of the page reaches in, nothing of it reaches out, and no style policy is in its way. */
export function stylesheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}
