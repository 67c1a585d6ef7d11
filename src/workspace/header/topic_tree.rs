//! The directory of topics as a tree with a search above it (H7).
//!
//! The pattern is WAI-ARIA's combobox with a tree: the focus stays in the field; up and down walk, right unfolds, left
//! folds, Enter takes. While something is sought every topic that answers is shown with its whole path.
//!
//! Owns: what is unfolded, and where the arrows stand. Never: sets a topic.

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::ui::Icon;
use desk_contract::directory::Directory;
use desk_contract::id::TopicId;
use desk_contract::search::Sought;
use leptos::prelude::*;
use std::collections::HashSet;
use web_sys::KeyboardEvent;

/// A topic as a line of the tree.
#[derive(Clone, PartialEq)]
struct Branch {
    id: TopicId,
    title: String,
    /// How far down it stands, from 1.
    level: usize,
    /// Whether it is unfolded; `None` for one that has nothing under it.
    is_unfolded: Option<bool>,
}

/// The field and the tree.
#[component]
pub(crate) fn TopicTree(
    /// The topic that is set.
    chosen: Signal<Option<TopicId>>,
    /// Told which was chosen.
    on_choose: Callback<TopicId>,
) -> impl IntoView {
    let desk = use_desk();
    let sought = RwSignal::new(String::new());
    let unfolded = RwSignal::new(untrack(|| above(&desk.directory.read(), chosen.get())));
    let branches = Memo::new(move |_| {
        let (directory, sought) = (desk.directory.read(), Sought::read(&sought.read()));
        if sought.is_empty() { tree(&directory, &unfolded.read()) } else { found(&directory, &sought) }
    });
    let stands_on = RwSignal::new(0_usize);
    let fold = Callback::new(move |(id, unfold): (TopicId, bool)| {
        unfolded.update(|unfolded| _ = if unfold { unfolded.insert(id) } else { unfolded.remove(&id) });
    });
    let walk = Walk { branches, stands_on, fold, on_choose };
    let typed = move |text: String| {
        stands_on.set(0);
        sought.set(text);
    };
    let at = move || {
        let branches = branches.read();
        branches.get(stands_on.get()).map(|branch| branch_id(branch.id))
    };
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Focus can be refused only by an element that is not shown.
            let _ = field.focus();
        }
    });
    view! {
        <div class="topic-tree">
            <input
                class="field__input" type="search" role="combobox" autocomplete="off" node_ref=field
                aria-label=words!(topic.find) placeholder=words!(topic.find) aria-expanded="true" aria-haspopup="tree"
                aria-controls="topic-tree" aria-activedescendant=at prop:value=sought
                on:input:target=move |event| typed(event.target().value()) on:keydown=move |event| walk.keyed(&event)
            />
            <ul class="topic-tree__branches" role="tree" id="topic-tree" aria-label=words!(topic.label)>
                {move || branches.get().into_iter().enumerate().map(|(place, branch)| view! { <BranchLine branch place walk chosen /> }).collect_view()}
            </ul>
            <p class="finder__nothing" role="status">{move || branches.read().is_empty().then(|| tr!(topic.none))}</p>
        </div>
    }
}

/// Where the arrows stand, and what they do.
#[derive(Clone, Copy)]
struct Walk {
    branches: Memo<Vec<Branch>>,
    stands_on: RwSignal<usize>,
    fold: Callback<(TopicId, bool)>,
    on_choose: Callback<TopicId>,
}

impl Walk {
    fn keyed(self, event: &KeyboardEvent) {
        let (place, last) =
            (self.stands_on.get_untracked(), self.branches.read_untracked().len().saturating_sub(1));
        let here = self.branches.read_untracked().get(place).cloned();
        match (event.key().as_str(), here) {
            ("ArrowDown", _) => self.stands_on.set(if place >= last { 0 } else { place + 1 }),
            ("ArrowUp", _) => self.stands_on.set(place.checked_sub(1).unwrap_or(last)),
            ("ArrowRight", Some(Branch { id, is_unfolded: Some(false), .. })) => self.fold.run((id, true)),
            ("ArrowLeft", Some(Branch { id, is_unfolded: Some(true), .. })) => self.fold.run((id, false)),
            ("Enter", Some(branch)) => self.on_choose.run(branch.id),
            _ => return,
        }
        event.prevent_default();
    }
}

#[component]
fn BranchLine(branch: Branch, place: usize, walk: Walk, chosen: Signal<Option<TopicId>>) -> impl IntoView {
    let Branch { id, title, level, is_unfolded } = branch;
    let unfold_name = title.clone();
    let twig = is_unfolded.map(|is_unfolded| {
        let press = move |event: web_sys::MouseEvent| {
            event.stop_propagation();
            walk.fold.run((id, !is_unfolded));
        };
        // For the pointer alone: the keyboard folds with its arrows.
        view! {
            <span class="topic-tree__fold" aria-hidden="true" title=words!(topic.unfold, topic = unfold_name.clone()) on:click=press>
                <Icon icon=icondata_lu::LuChevronRight />
            </span>
        }
    });
    view! {
        <li
            class="topic-tree__one" role="treeitem" id=branch_id(id) attr:aria-level=level data-level=level
            aria-expanded=is_unfolded.map(|it| it.to_string()) aria-selected=move || (walk.stands_on.get() == place).to_string()
            data-set=move || (chosen.get() == Some(id)).then_some("")
            on:pointerdown=move |event| event.prevent_default() on:click=move |_| walk.on_choose.run(id)
        >
            <span class="topic-tree__twig">{twig}</span>
            <span class="topic-tree__title">{title}</span>
        </li>
    }
}

fn branch_id(id: TopicId) -> String {
    format!("topic-{id}")
}

/// The topics above one, which are unfolded so that it is seen.
fn above(directory: &Directory, topic: Option<TopicId>) -> HashSet<TopicId> {
    let mut above = HashSet::new();
    let mut next = topic.and_then(|id| directory.topic(id)).and_then(|topic| topic.parent);
    // A set that does not grow has met a ring, which ends it.
    while let Some(parent) = next.filter(|id| above.insert(*id)) {
        next = directory.topic(parent).and_then(|topic| topic.parent);
    }
    above
}

/// The tree as far as it is unfolded, from top to bottom; what was put away is offered no more.
fn tree(directory: &Directory, unfolded: &HashSet<TopicId>) -> Vec<Branch> {
    let mut branches = Vec::new();
    let mut left: Vec<_> = under(directory, None).into_iter().rev().map(|id| (id, 1)).collect();
    while let Some((id, level)) = left.pop() {
        let Some(topic) = directory.topic(id) else { continue };
        let below = under(directory, Some(id));
        let is_unfolded = unfolded.contains(&id);
        let title = topic.title.clone();
        branches.push(Branch { id, title, level, is_unfolded: (!below.is_empty()).then_some(is_unfolded) });
        if is_unfolded && level < directory.topics.len() {
            left.extend(below.into_iter().rev().map(|id| (id, level + 1)));
        }
    }
    branches
}

fn under(directory: &Directory, parent: Option<TopicId>) -> Vec<TopicId> {
    let topics = directory.topics.iter().filter(|topic| topic.parent == parent && !topic.is_put_away);
    topics.map(|topic| topic.id).collect()
}

/// Every topic whose path answers, with that path.
fn found(directory: &Directory, sought: &Sought) -> Vec<Branch> {
    let offered = directory.topics.iter().filter(|topic| !topic.is_put_away);
    let branches = offered.map(|topic| Branch {
        id: topic.id,
        title: directory.topic_path(topic.id).join(" › "),
        level: 1,
        is_unfolded: None,
    });
    branches.filter(|branch| sought.is_in(&branch.title)).collect()
}
