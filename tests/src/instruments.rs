//! What is done to the browser itself, past the page: its size, its cookies, a script before each page, a finger.
//!
//! Owns: that each browser has this by its own way: Chromium by its developer tools, Firefox by `BiDi`, WebKit by what the
//! site puts before the page. Never: what a person does on the page.

use crate::bidi::Bidi;
use crate::browser::Browser;
use crate::engine::Engine;
use crate::failed::Unmet;
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::{Cookie, SameSite, WebDriver};

/// What Firefox tells by itself: its console, and requests that fail.
const TOLD: &[&str] = &["log.entryAdded", "network.responseCompleted", "network.fetchError"];
/// Has the console tell what else only Chromium's tells.
const BROKEN_POLICY: &str =
    "() => addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI}`))";
/// The bar of WebKit's own browser lets its window be no narrower.
const NARROWEST: u32 = 720;
/// A key at a place of the keyboard on which another letter is printed, as the page hears of it.
const KEY: &str = "const [code, key] = arguments;
    for (const kind of ['keydown', 'keyup']) document.activeElement.dispatchEvent(
        new KeyboardEvent(kind, { code, key, bubbles: true, cancelable: true, composed: true }));";

/// By what the browser is reached past its page.
#[derive(Debug)]
pub(crate) enum Instruments {
    DevTools,
    Bidi(Bidi),
    Site,
}

impl Instruments {
    pub(crate) async fn of(engine: Engine, driver: &WebDriver) -> Result<Self, Unmet> {
        match engine {
            Engine::Chromium => Ok(Self::DevTools),
            Engine::WebKit => Ok(Self::Site),
            Engine::Firefox => {
                let url = driver.capabilities().get("webSocketUrl").and_then(Value::as_str);
                let bidi = Bidi::at(url.ok_or_else(|| Unmet("a browser with a socket".to_owned()))?).await?;
                bidi.asks("session.subscribe", json!({ "events": TOLD })).await?;
                let script = json!({ "functionDeclaration": BROKEN_POLICY });
                bidi.asks("script.addPreloadScript", script).await?;
                Ok(Self::Bidi(bidi))
            }
        }
    }
}

impl Browser {
    /// Makes the window's inside that wide and high, in pixels.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn resizes_to(&self, width: u32, height: u32) -> Result<(), Unmet> {
        match &self.instruments {
            Instruments::DevTools => {
                let metrics =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
            }
            Instruments::Bidi(bidi) => {
                let context = self.driver.window().await?.to_string();
                let viewport = json!({ "width": width, "height": height });
                let asked = json!({ "context": context, "viewport": viewport, "devicePixelRatio": 1 });
                bidi.asks("browsingContext.setViewport", asked).await?;
            }
            Instruments::Site => self.resizes_window(width, height).await?,
        }
        Ok(())
    }

    /// What the window has around its inside is not known before.
    async fn resizes_window(&self, width: u32, height: u32) -> Result<(), Unmet> {
        if width < NARROWEST {
            return Err(Unmet::lack(&format!("a window under {NARROWEST} pixels, which its bar needs")));
        }
        let inside = async || {
            let inside = self.driver.execute("return [innerWidth, innerHeight]", Vec::new()).await?;
            let side = |place: usize| inside.json()[place].as_u64().and_then(|it| u32::try_from(it).ok());
            Ok((side(0).unwrap_or_default(), side(1).unwrap_or_default()))
        };
        let (mut outer_width, mut outer_height) = (width, height);
        let resize = async || {
            self.driver.set_window_rect(0, 0, outer_width, outer_height).await?;
            inside().await.map(Some)
        };
        let (first_width, first_height) = self.until("a window of another size", resize).await?;
        (outer_width, outer_height) = (
            outer_width + width.saturating_sub(first_width),
            outer_height + height.saturating_sub(first_height),
        );
        self.driver.set_window_rect(0, 0, outer_width, outer_height).await?;
        let fits = async || Ok((inside().await? == (width, height)).then_some(()));
        self.until(&format!("a window of {width} × {height}"), fits).await
    }

    /// Tells every page a script before it begins, from the next on.
    ///
    /// # Errors
    /// The browser did not answer.
    pub(crate) async fn begins_pages_with(&self, script: &str) -> Result<(), Unmet> {
        match &self.instruments {
            Instruments::DevTools => {
                let source = json!({ "source": script });
                self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await?;
            }
            Instruments::Bidi(bidi) => {
                let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
                bidi.asks("script.addPreloadScript", function).await?;
            }
            Instruments::Site => self.site.begins_pages_with(script)?,
        }
        Ok(())
    }

    /// Runs a script as if it were the page's own: what it makes is of the same kind as what the page makes itself, which
    /// Firefox keeps apart where a driver runs it.
    pub(crate) async fn does_as_the_page(&self, script: &str, told: &[&str]) -> Result<(), Unmet> {
        let Instruments::Bidi(bidi) = &self.instruments else {
            self.driver.execute(script, told.iter().map(|word| json!(word)).collect::<Vec<_>>()).await?;
            return Ok(());
        };
        let told: Vec<_> = told.iter().map(|word| json!({ "type": "string", "value": word })).collect();
        let target = json!({ "context": self.driver.window().await?.to_string() });
        let function = format!("function () {{ {script} }}");
        let asked = json!({
            "functionDeclaration": function, "arguments": told, "target": target, "awaitPromise": false
        });
        let done = bidi.asks("script.callFunction", asked).await?;
        let broke = done["exceptionDetails"]["text"].as_str();
        broke.map_or(Ok(()), |broke| Err(Unmet(broke.to_owned())))
    }

    /// How many cookies it keeps, of whatever site; where a browser does not tell of others, of this one.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn cookies(&self) -> Result<usize, Unmet> {
        let kept = match &self.instruments {
            Instruments::DevTools => self.driver.cdp().send_raw("Network.getAllCookies", json!({})).await?,
            Instruments::Bidi(bidi) => bidi.asks("storage.getCookies", json!({})).await?,
            Instruments::Site => return Ok(self.driver.get_all_cookies().await?.len()),
        };
        Ok(kept["cookies"].as_array().map_or(0, Vec::len))
    }

    /// Keeps a cookie of this site.
    pub(crate) async fn keeps(&self, (name, value): (&str, &str)) -> Result<(), Unmet> {
        let url = self.site.url("/");
        match &self.instruments {
            Instruments::DevTools => {
                let cookie =
                    json!({ "name": name, "value": value, "url": url, "httpOnly": true, "sameSite": "Lax" });
                self.driver.cdp().send_raw("Network.setCookie", cookie).await?;
            }
            Instruments::Bidi(bidi) => {
                let value = json!({ "type": "string", "value": value });
                let domain = self.site.host();
                let cookie = json!({
                    "name": name, "value": value, "domain": domain, "path": "/", "httpOnly": true, "sameSite": "lax"
                });
                bidi.asks("storage.setCookie", json!({ "cookie": cookie })).await?;
            }
            Instruments::Site => {
                let mut cookie = Cookie::new(name, value);
                (cookie.http_only, cookie.same_site) = (Some(true), Some(SameSite::Lax));
                // Only who is on a site can be given its cookies.
                if !self.driver.current_url().await?.as_str().starts_with(&url) {
                    self.goes("/config.json").await?;
                }
                self.driver.add_cookie(cookie).await?;
            }
        }
        Ok(())
    }

    /// Presses the key at a place of the keyboard (`KeyJ`) on which another letter is printed, as the Russian layout
    /// has it.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn hits_the_place(&self, code: &str, printed: &str) -> Result<(), Unmet> {
        if !matches!(self.instruments, Instruments::DevTools) {
            // Of the standards for tests none knows another layout.
            self.driver.execute(KEY, vec![json!(code), json!(printed)]).await?;
            return Ok(());
        }
        for kind in ["keyDown", "keyUp"] {
            let event = json!({ "type": kind, "code": code, "key": printed });
            self.driver.cdp().send_raw("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    /// Touches a point with a finger.
    pub(crate) async fn touches(&self, x: f64, y: f64) -> Result<(), Unmet> {
        if !matches!(self.instruments, Instruments::DevTools) {
            let actions = json!([
                { "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() },
                { "type": "pointerDown", "button": 0 },
                { "type": "pause", "duration": 30 },
                { "type": "pointerUp", "button": 0 },
            ]);
            let finger = json!([
                { "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions }
            ]);
            self.driver.handle().cmd(Command::PerformActions(Actions::from(finger))).await?;
            return Ok(());
        }
        for (touch, points) in [("touchStart", json!([{ "x": x, "y": y }])), ("touchEnd", json!([]))] {
            let event = json!({ "type": touch, "touchPoints": points });
            self.driver.cdp().send_raw("Input.dispatchTouchEvent", event).await?;
        }
        Ok(())
    }
}
