//! The files that the client brought: on their way, there, or not taken (Q4, W2).
//!
//! Owns: how far each has come. Never: what a channel carries; the contract is asked before a file sets out.

use super::form::NewAppeal;
use crate::desk::{Desk, use_desk};
use crate::i18n::{language, words};
use crate::parts::error_words;
use crate::ui::{Button, Each, Icon, Look};
use desk_contract::carries;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use futures_util::future::{AbortHandle, abortable};
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::File;

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    /// So many bytes of it.
    Underway(u64),
    /// It is there.
    Arrived,
    /// It is not; why, in words.
    Refused(String),
}

/// A file that was chosen.
#[derive(Clone, Debug)]
pub(super) struct Brought {
    file: Attachment,
    progress: Progress,
    stop: Option<AbortHandle>,
}

impl Brought {
    /// The file, where it counts: on its way or there.
    pub(super) fn counted(&self) -> Option<AttachmentId> {
        (!matches!(self.progress, Progress::Refused(_))).then_some(self.file.id)
    }

    /// Stops it where it is still on its way.
    pub(super) fn stop(&self) {
        if let Some(stop) = &self.stop {
            stop.abort();
        }
    }

    fn percent(&self) -> u64 {
        match self.progress {
            Progress::Underway(bytes) => bytes.saturating_mul(100) / self.file.bytes.max(1),
            Progress::Arrived => 100,
            Progress::Refused(_) => 0,
        }
    }
}

/// The files, and the button that chooses more.
#[component]
pub(super) fn FilesField(form: NewAppeal, error: Signal<Option<String>>) -> impl IntoView {
    let desk = use_desk();
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = input.files();
        let count = files.as_ref().map_or(0, web_sys::FileList::length);
        for file in (0..count).filter_map(|place| files.as_ref()?.get(place)) {
            bring(desk, form, file);
        }
        input.set_value("");
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let ids = move || form.files.read().iter().map(|it| it.file.id).collect::<Vec<_>>();
    view! {
        <div class="field">
            <span class="field__label">{words!(create.files)}</span>
            <ul class="create__files" role="list">
                <Each each=ids key=|id| *id children=move |id| view! { <OneFile form id /> } />
            </ul>
            <span>
                <Button label=words!(create.add_files) icon=icondata_lu::LuPaperclip on_press=choose />
            </span>
            <input type="file" multiple=true hidden node_ref=input aria-label=words!(create.files) on:change=chosen />
            {move || error.get().map(|said| view! { <p class="field__note" data-tone="failed">{said}</p> })}
        </div>
    }
}

#[component]
fn OneFile(form: NewAppeal, id: AttachmentId) -> impl IntoView {
    let of = move |files: &[Brought]| files.iter().find(|it| it.file.id == id).cloned();
    let brought = Memo::new(move |_| {
        of(&form.files.read()).map(|it| (it.file.name.clone(), it.percent(), it.progress))
    });
    let remove = move |()| {
        form.files.update(|files| {
            files.iter().filter(|it| it.file.id == id).for_each(Brought::stop);
            files.retain(|it| it.file.id != id);
        });
    };
    let name = brought.get_untracked().map(|(name, _, _)| name).unwrap_or_default();
    let state = move || {
        match brought.get() {
        Some((name, percent, Progress::Underway(_))) => {
            view! { <progress class="create__progress" max="100" value=percent.to_string() aria-label=name></progress> }.into_any()
        }
        Some((_, _, Progress::Refused(why))) => view! { <span class="field__note" data-tone="failed">{why}</span> }.into_any(),
        Some((_, _, Progress::Arrived)) | None => ().into_any(),
    }
    };
    let remove_name = {
        let name = name.clone();
        words!(create.remove_file, name = name.clone())
    };
    view! {
        <li class="create__file">
            <Icon icon=icondata_lu::LuFile />
            <span class="create__file-name" title=name.clone()>{name.clone()}</span>
            <Button label=remove_name icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=remove />
            {state}
        </li>
    }
}

/// A chosen file sets out, unless the channel does not carry it.
fn bring(desk: Desk, form: NewAppeal, chosen: File) {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size in bytes")]
    let bytes = chosen.size() as u64;
    let media_type =
        if chosen.type_().is_empty() { "application/octet-stream".to_owned() } else { chosen.type_() };
    let file = Attachment { id: desk.new_id(AttachmentId::new), name: chosen.name(), media_type, bytes };
    let mut all: Vec<_> = {
        let files = form.files.read_untracked();
        files.iter().filter(|it| it.counted().is_some()).map(|it| it.file.clone()).collect()
    };
    all.push(file.clone());
    let channel = untrack(|| form.channel());
    let refused = channel.and_then(|channel| carries(channel, &all).err());
    if let Some(refusal) = refused {
        let why = untrack(|| desk.sentence(&refusal, language()));
        form.files.update(|files| files.push(Brought { file, progress: Progress::Refused(why), stop: None }));
        return;
    }
    let id = file.id;
    let has_come = move |now: Progress| {
        form.files.try_update(|files| {
            if let Some(brought) = files.iter_mut().find(|it| it.file.id == id) {
                brought.progress = now;
            }
        });
    };
    let told: Rc<dyn Fn(u64)> = Rc::new(move |bytes| has_come(Progress::Underway(bytes)));
    let (bringing, stop) = abortable(desk.bring_file(file.clone(), chosen.into(), told));
    form.files
        .update(|files| files.push(Brought { file, progress: Progress::Underway(0), stop: Some(stop) }));
    leptos::task::spawn_local(async move {
        match bringing.await {
            Ok(Ok(())) => has_come(Progress::Arrived),
            Ok(Err(error)) => has_come(Progress::Refused(untrack(|| error_words(desk, &error)))),
            // It was taken out of the form.
            Err(_) => {}
        }
    });
}
