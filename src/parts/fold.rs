//! A section of a card that folds, and stays as it was left.
//!
//! Owns: its heading, what folds, and that this device remembers it. Never: what stands inside.

use crate::desk::{Keepsake, keep, kept};
use crate::ui::Icon;
use leptos::prelude::*;

/// A section with a heading that folds it; what is folded is not in the page.
#[component]
pub(crate) fn Fold(
    /// What this device remembers it by; a word of Latin letters.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    title: Signal<String>,
    /// How many things stand in it, where that is worth saying.
    #[prop(optional, into)]
    count: MaybeProp<String>,
    /// The section's own next step, at the right of the heading.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(!folded().iter().any(|it| it == name));
    let turn = move |_| {
        is_open.update(|it| *it = !*it);
        remember(name, is_open.get_untracked());
    };
    view! {
        <section class="fold" aria-label=title>
            <div class="fold__head">
                <h3 class="fold__title">
                    <button type="button" class="fold__turn" aria-expanded=move || is_open.get().to_string() on:click=turn>
                        <Icon icon=icondata_lu::LuChevronRight />
                        {title}
                        {move || count.get().map(|count| view! { <span class="fold__count">{count}</span> })}
                    </button>
                </h3>
                {action.map(|action| action.run())}
            </div>
            <Show when=move || is_open.get()><div class="fold__body">{children()}</div></Show>
        </section>
    }
}

fn folded() -> Vec<String> {
    kept(Keepsake::Folded).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

fn remember(name: &str, is_open: bool) {
    let mut names = folded();
    names.retain(|it| it != name);
    if !is_open {
        names.push(name.to_owned());
    }
    keep(Keepsake::Folded, &names.join(" "));
}
