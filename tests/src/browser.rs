//! Acting: what a person does with mouse and keyboard.

use crate::driver::Driver;
use crate::engine::Engine;
use crate::failed::Unmet;
use crate::instruments::Instruments;
use crate::site::Site;
use desk_contract::wire::names::SESSION_COOKIE;
use serde_json::json;
use std::cell::RefCell;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{WebDriver, WindowHandle};

/// A browser on a site of its own, with an empty profile.
pub struct Browser {
    /// The site that it is on.
    pub site: Site,
    pub(crate) driver: WebDriver,
    pub(crate) expected: RefCell<Vec<&'static str>>,
    pub(crate) instruments: Instruments,
    pub(crate) process: Driver,
}

impl Browser {
    /// A fresh browser for that site; nothing is open in it yet.
    pub(crate) async fn on(site: Site) -> Result<Self, Unmet> {
        let engine = Engine::chosen()?;
        let (process, driver) = Driver::started(engine).await?;
        let instruments = Instruments::of(engine, &driver).await?;
        let browser = Self { site, driver, expected: RefCell::default(), instruments, process };
        browser.resizes_to(1440, 900).await?;
        Ok(browser)
    }

    /// Another person's browser on the same site.
    ///
    /// # Errors
    /// It does not start.
    pub async fn another(&self) -> Result<Self, Unmet> {
        Self::on(self.site.clone()).await
    }

    /// Presses the button that a person would call `name`.
    ///
    /// # Errors
    /// There is none, or something lies over it.
    pub async fn press(&self, name: &str) -> Result<(), Unmet> {
        self.clicks("button", name, None).await
    }

    /// Presses a button within the place of that name, row or notice.
    ///
    /// # Errors
    /// There is none, or something lies over it.
    pub async fn press_in(&self, place: &str, name: &str) -> Result<(), Unmet> {
        self.clicks("button", name, Some(place)).await
    }

    /// Opens the tab of a list.
    ///
    /// # Errors
    /// There is none.
    pub async fn turns_to(&self, tab: &str) -> Result<(), Unmet> {
        self.clicks("tab", tab, None).await
    }

    /// Follows the link that says `text`.
    ///
    /// # Errors
    /// There is none.
    pub async fn opens(&self, text: &str) -> Result<(), Unmet> {
        self.clicks("link", text, None).await
    }

    /// Follows a link within the place of that name, row or notice.
    ///
    /// # Errors
    /// There is none.
    pub async fn opens_in(&self, place: &str, text: &str) -> Result<(), Unmet> {
        self.clicks("link", text, Some(place)).await
    }

    /// Chooses one of several by its label.
    ///
    /// # Errors
    /// There is none.
    pub async fn chooses(&self, label: &str) -> Result<(), Unmet> {
        self.clicks("radio", label, None).await
    }

    /// Checks or unchecks what its label says.
    ///
    /// # Errors
    /// There is none.
    pub async fn checks(&self, label: &str) -> Result<(), Unmet> {
        self.clicks("checkbox", label, None).await
    }

    /// Writes into the field of that label, after what stands there.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn write(&self, field: &str, text: &str) -> Result<(), Unmet> {
        self.clicks("field", field, None).await?;
        Ok(self.types(text).await?)
    }

    /// Takes one of what a finder found.
    ///
    /// # Errors
    /// It was not found.
    pub async fn takes(&self, option: &str) -> Result<(), Unmet> {
        self.clicks("option", option, None).await
    }

    /// Goes to a path of the site by the address bar.
    ///
    /// # Errors
    /// It does not load.
    pub async fn goes(&self, path: &str) -> WebDriverResult<()> {
        self.driver.goto(self.site.url(path)).await
    }

    /// Goes to a page of another site that has the desk in a frame, and looks at the frame from then on.
    ///
    /// # Errors
    /// It does not load.
    pub async fn goes_where_it_is_framed(&self) -> WebDriverResult<()> {
        self.driver.goto(self.site.framed()).await?;
        self.driver.enter_frame(0).await
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// It does not load.
    pub async fn reload(&self) -> WebDriverResult<()> {
        self.driver.refresh().await
    }

    /// Signs in as that operator, «Имя (роль)», where a server is behind the desk. Answers whether one is.
    ///
    /// # Errors
    /// There is nobody of that name.
    pub async fn is_seated_as(&self, who: &str) -> Result<bool, Unmet> {
        let Some(desk) = self.site.desk() else { return Ok(false) };
        let name = who.split(" (").next().unwrap_or(who);
        let login = desk.sits(name).await?;
        self.keeps((SESSION_COOKIE, &desk.pass(Some(&login)).await?)).await?;
        self.reload().await?;
        Ok(true)
    }

    /// The browser's own way back.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn back(&self) -> WebDriverResult<()> {
        self.driver.back().await
    }

    /// The path in the address bar.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn path(&self) -> WebDriverResult<String> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// The path with what stands behind its question mark.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn address(&self) -> WebDriverResult<String> {
        let url = self.driver.current_url().await?;
        Ok(url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path())))
    }

    /// The tab's title.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn title(&self) -> WebDriverResult<String> {
        self.driver.title().await
    }

    /// Scrolls the list within a place to its end.
    ///
    /// # Errors
    /// Nothing there can be scrolled.
    pub async fn scrolls_to_end(&self, place: &str) -> Result<(), Unmet> {
        let scroll = async || {
            let done = self.look("scroll", &[json!(place), json!("end")]).await?;
            Ok(done.as_bool().unwrap_or(false).then_some(()))
        };
        self.until(&format!("something to scroll in «{place}»"), scroll).await
    }

    /// Presses the switch of the theme, in whichever language it is labelled.
    ///
    /// # Errors
    /// There is none, or it is dark already.
    pub async fn turns_dark(&self) -> Result<(), Unmet> {
        let click = async || {
            for name in ["Тёмная тема", "Dark theme"] {
                if let Some(button) = self.found("button", name, None).await? {
                    return button.click().await.map(Some);
                }
            }
            Ok(None)
        };
        self.until("the switch to the dark theme", click).await
    }

    /// Opens a second tab of this browser at a path, and looks at it.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn opens_tab(&self, path: &str) -> Result<WindowHandle, Unmet> {
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab.clone()).await?;
        self.resizes_to(1440, 900).await?;
        self.goes(path).await?;
        Ok(tab)
    }

    /// Opens a second tab as a browser copies one, with the store that goes with a tab, and looks at it.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn copies_tab(&self) -> Result<WindowHandle, Unmet> {
        let before = self.driver.windows().await?;
        self.driver.execute("window.open(location.href)", Vec::new()).await?;
        let other = async || Ok(self.driver.windows().await?.into_iter().find(|tab| !before.contains(tab)));
        let tab = self.until("a second tab", other).await?;
        self.looks_at(&tab).await?;
        self.resizes_to(1440, 900).await?;
        Ok(tab)
    }

    /// Closes the tab looked at now, and looks at another.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn closes_tab(&self, other: &WindowHandle) -> WebDriverResult<()> {
        self.driver.close_window().await?;
        self.looks_at(other).await
    }

    /// The tab looked at now.
    ///
    /// # Errors
    /// The browser did not answer.
    pub async fn tab(&self) -> WebDriverResult<WindowHandle> {
        self.driver.window().await
    }

    /// Looks at another tab.
    ///
    /// # Errors
    /// It was closed.
    pub async fn looks_at(&self, tab: &WindowHandle) -> WebDriverResult<()> {
        self.driver.switch_to_window(tab.clone()).await
    }

    /// Keeps a picture under the test's name; for a test that failed.
    pub(crate) async fn shows_how_it_stood(&self) {
        self.shows_how_it_stood_of("").await;
    }

    /// The same of one of several browsers.
    pub(crate) async fn shows_how_it_stood_of(&self, whose: &str) {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("test").replace("::", "-") + whose;
        if let Err(Unmet(error)) = self.screenshot(&name).await {
            eprintln!("no picture of how it stood: {error}");
        }
    }

    /// Closes the browser.
    pub(crate) async fn quit(self) {
        // What does not close by itself ends with its driver.
        let _ = self.driver.quit().await;
    }

    async fn clicks(&self, kind: &str, name: &str, place: Option<&str>) -> Result<(), Unmet> {
        let click = async || match self.found(kind, name, place).await? {
            Some(control) => self.clicks_on(&control).await.map(Some),
            None => Ok(None),
        };
        let within = place.map(|place| format!(" in «{place}»")).unwrap_or_default();
        self.until(&format!("the {kind} «{name}»{within}"), click).await
    }
}
