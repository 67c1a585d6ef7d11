//! The frame of the settings: the list of pages at the left, the open one beside it; one at a time where it is narrow.

use super::desk_page::DeskPage;
use super::look_page::LookPage;
use super::me_page::MePage;
use super::page::Page;
use super::phone_page::PhonePage;
use crate::i18n::words;
use crate::ui::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The settings. Without a page in the address, a wide screen shows the first.
#[component]
pub(super) fn SettingsPage() -> impl IntoView {
    let path = use_location().pathname;
    let open = Memo::new(move |_| Page::at(&path.read()));
    let page = Memo::new(move |_| open.get().unwrap_or(Page::Me));
    let shown = move || match page.get() {
        Page::Me => view! { <MePage /> }.into_any(),
        Page::Phone => view! { <PhonePage /> }.into_any(),
        Page::Look => view! { <LookPage /> }.into_any(),
        page => view! { <DeskPage page /> }.into_any(),
    };
    view! {
        <div class="settings" data-open=move || open.read().is_some().then_some("")>
            <nav class="settings__pages" aria-label=words!(settings.title)>
                <p class="settings__title">{words!(settings.title)}</p>
                <Pages title=words!(settings.own) pages=&Page::OWN page />
                <Pages title=words!(settings.of_the_desk) pages=&Page::OF_THE_DESK page />
            </nav>
            <main class="settings__page">
                <a href="/settings" class="button settings__back" data-look="quiet">
                    <Icon icon=icondata_lu::LuArrowLeft />{words!(settings.title)}
                </a>
                {shown}
            </main>
        </div>
    }
}

/// A few pages under a name.
#[component]
fn Pages(title: Signal<String>, pages: &'static [Page], page: Memo<Page>) -> impl IntoView {
    let one = move |of: Page| {
        view! {
            <li>
                <a href=of.path() class="settings__link" aria-current=move || (page.get() == of).then_some("true")>
                    <Icon icon=of.icon() /><span>{move || of.title()}</span>
                </a>
            </li>
        }
    };
    view! {
        <h2 class="settings__group">{title}</h2>
        <ul>{pages.iter().copied().map(one).collect_view()}</ul>
    }
}
