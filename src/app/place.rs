//! Which section of the desk an address leads to.
//!
//! Owns: the list of sections. Never: what a section makes of the rest of the address.
//!
//! Told as one list and not as nested `<Route>`s, whose types the framework writes out once for each (docs/decisions/0010).

use crate::automation::automation;
use crate::contacts::{contacts, organisations};
use crate::deals::deals;
use crate::history::history;
use crate::settings::settings;
use crate::tasks::tasks;
use crate::ui::Piece;
use crate::workspace::Workspace;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};

/// A section of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Appeals,
    Automation,
    Settings,
    Contacts,
    Organisations,
    Deals,
    History,
    Tasks,
    Nowhere,
}

impl Place {
    /// The section at a path, by the path's first part.
    fn at(path: &str) -> Self {
        let mut parts = path.trim_matches('/').splitn(2, '/');
        match (parts.next().unwrap_or_default(), parts.next()) {
            ("", None) | ("appeals", Some(_)) => Self::Appeals,
            ("automation", _) => Self::Automation,
            ("settings", _) => Self::Settings,
            ("contacts", _) => Self::Contacts,
            ("organisations", _) => Self::Organisations,
            ("deals", _) => Self::Deals,
            ("history", _) => Self::History,
            ("tasks", None) => Self::Tasks,
            _ => Self::Nowhere,
        }
    }

    fn view(self) -> AnyView {
        match self {
            Self::Appeals => view! { <Workspace /> }.into_any(),
            Self::Automation => view! { <Piece load=automation props=() /> }.into_any(),
            Self::Settings => view! { <Piece load=settings props=() /> }.into_any(),
            Self::Contacts => view! { <Piece load=contacts props=() /> }.into_any(),
            Self::Organisations => view! { <Piece load=organisations props=() /> }.into_any(),
            Self::Deals => view! { <Piece load=deals props=() /> }.into_any(),
            Self::History => view! { <Piece load=history props=() /> }.into_any(),
            Self::Tasks => view! { <Piece load=tasks props=() /> }.into_any(),
            Self::Nowhere => view! { <Piece load=super::no_such_page props=() /> }.into_any(),
        }
    }
}

/// The section that the address names; another takes its place only where the address leaves it.
#[component]
pub(super) fn SectionHere() -> impl IntoView {
    let path = use_location().pathname;
    let here = Memo::new(move |_| Place::at(&path.read()));
    write_down_the_address();
    move || here.get().view()
}

/// A link changes the address bar once what it leads to stands; `<Routes>` would say so.
fn write_down_the_address() {
    let Some(browser) = use_context::<BrowserUrl>() else { return };
    Effect::new(move |_| {
        browser.as_url().track();
        browser.ready_to_complete();
    });
}
