//! The desk as a person meets it: a real browser, a site of its own, and words for what one does there.
//!
//! Owns: serving the built application ([`Site`]), the browser ([`Browser`]), waiting until something is
//! seen, and the check that ends every test. Never: knows a class of the style sheet or the inside of
//! the application; things are found by role, label and text.
//!
//! Always: each test has its own world, browser, profile and port, so that all may run side by side; a
//! browser's console ends without a warning, and no request fails.
//!
//! Needs `DESK_DIST`, the folder of the built application. `DESK_BROWSER` says in which browser: `chromium`, `firefox` or
//! `webkit`. `DESK_CHROMIUM`, `DESK_CHROMEDRIVER`, `DESK_FIREFOX`, `DESK_GECKODRIVER`, `DESK_WEBKIT`, `DESK_WEBKITDRIVER`,
//! `DESK_XVFB` and `DESK_AXE` name programs and a script where they are not in the usual place.
//!
//! Start at [`desk_test`], then [`Browser::press`] and [`Browser::sees`].

mod asker;
mod axe;
mod behind;
mod bidi;
mod browser;
mod chat;
mod console;
mod controls;
mod driver;
mod ears;
mod engine;
mod failed;
mod faulty;
mod files;
mod form;
mod hand;
mod history;
mod host;
mod hostile;
mod inside;
mod instruments;
mod journal;
mod keyboard;
mod list;
mod load;
mod memory;
mod offspring;
mod opening;
mod picture;
mod proxy;
mod reference;
mod saved;
mod server;
mod shape;
mod sight;
mod site;
mod table;
mod tries;
mod world;

pub use behind::Desk;
pub use browser::Browser;
pub use controls::Control;
pub use ears::Heard;
pub use failed::{Failed, Unmet};
pub use faulty::{Colleague, Faulty, faulty_test};
pub use files::file;
pub use history::{ExportedFile, HeardOfHistory, Pressed, Saving};
pub use journal::message;
pub use keyboard::Key;
pub use list::{DayRows, Row};
pub use load::{Frames, share_of};
pub use memory::largest_page_mb;
pub use opening::Opening;
pub use proxy::Line;
pub use reference::{Reference, Theirs};
pub use saved::Saved;
pub use server::{LOGIN, Server};
pub use shape::Bounds;
pub use site::Site;
pub use table::Seen;
pub use world::World;

use behind::Behind;
use desk_contract::wire::names::SESSION_COOKIE;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Opens the desk of a world and does with it what the test says; then looks at the console.
///
/// # Panics
/// When the body fails, and when it does not but the browser's console holds a complaint.
pub fn desk_test<T: Default>(world: World, body: impl AsyncFnOnce(&Browser) -> Result<T, Failed>) -> T {
    if let Some(reason) = not_run(&world) {
        tell_not_run(BEHIND, reason);
        return T::default();
    }
    // The server of a test must answer while the people of its world think about what they do next.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("no runtime: {error}"));
    let opened = runtime.block_on(async {
        let browser = Browser::on(Site::of(world).await?).await?;
        if let Some(desk) = browser.site.desk() {
            browser.keeps((SESSION_COOKIE, &desk.pass(None).await?)).await?;
        }
        browser.goes("/").await?;
        if let Some(desk) = browser.site.desk() {
            desk.begins().await?;
        }
        Ok::<_, Failed>(browser)
    });
    let browser = opened.unwrap_or_else(|failed| panic!("{failed}"));
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(body(&browser))));
    let complaints = runtime.block_on(async {
        if !matches!(outcome, Ok(Ok(_))) {
            browser.shows_how_it_stood().await;
        }
        let complaints = browser.complaints().await;
        let site = browser.site.clone();
        browser.quit().await;
        if let Some(desk) = site.desk() {
            desk.ends().await;
        }
        complaints
    });
    let heard =
        if complaints.is_empty() { String::new() } else { format!("\nconsole:\n{}", complaints.join("\n")) };
    match outcome {
        Ok(Ok(done)) => {
            assert!(complaints.is_empty(), "all went well but for the{heard}");
            done
        }
        Ok(Err(failed)) => match failed.lack() {
            Some(lack) => {
                tell_not_run(HERE, lack);
                T::default()
            }
            None => panic!("{failed}{heard}"),
        },
        Err(panic) => {
            eprintln!("{}", heard.trim_start());
            resume_unwind(panic)
        }
    }
}

/// Why a test has no meaning with what stands behind the desk in this run.
fn not_run(world: &World) -> Option<&'static str> {
    world.is_not_for(Behind::chosen().ok()?)
}

/// How the line begins by which a test says that it did not run.
const BEHIND: &str = "not run with what stands behind the desk";
const HERE: &str = "not run in this browser";

/// Past the capture of the tests' output, so that it stands in every summary.
fn tell_not_run(in_what: &str, reason: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("test");
    let line = format!("{in_what}: {test}: {reason}\n");
    drop(std::io::stdout().write_all(line.as_bytes()));
}
