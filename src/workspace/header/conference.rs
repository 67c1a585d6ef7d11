//! A video room: the client is invited in the appeal's channel, the operator goes in at once (H3).

use crate::desk::Desk;
use crate::i18n::{language, tr, words};
use crate::parts::use_command;
use crate::ui::{Toast, ToastTone, Toasts};
use crate::workspace::actions::AppealAction;
use desk_contract::command::InviteToConference;
use desk_contract::id::MessageId;
use desk_contract::{Appeal, Command};
use leptos::prelude::*;
use std::sync::Arc;

/// The action.
pub(crate) fn conference_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let toasts = expect_context::<Toasts>();
    let id = appeal.read_untracked().id;
    let message = StoredValue::new(None::<MessageId>);
    let wish = move |message| InviteToConference { appeal: id, message, text: tr!(conference.invitation) };
    let probe = desk.new_id(MessageId::new);
    let refusal = Signal::derive(move || {
        let refusal = desk.refusal(&appeal.read(), &wish(probe))?;
        Some(desk.sentence(&refusal, language()))
    });
    let (busy, invite) = use_command(
        move || untrack(|| Some(wish(message.get_value()?).into())),
        move |done| {
            let Command::InviteToConference(invited) = done else { return };
            let url = room(desk, invited.message);
            let (text, word) = untrack(|| (tr!(conference.done), tr!(conference.open)));
            let open: Arc<dyn Fn() + Send + Sync> = Arc::new(move || go_in(&url));
            toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, open)) });
        },
    );
    let run = Callback::new(move |()| {
        let new = desk.new_id(MessageId::new);
        message.set_value(Some(new));
        // A browser lets a page open another only while it answers a press, so the room comes before the answer.
        go_in(&room(desk, new));
        invite.run(());
    });
    let (label, icon) = (words!(conference.create), icondata_lu::LuVideo);
    AppealAction { id: "conference", label, icon, refusal, busy: busy.into(), run }
}

/// The room's address, as the invitation tells it to the client.
fn room(desk: Desk, message: MessageId) -> String {
    format!("{}{message}", desk.directory.read_untracked().settings.conference_base)
}

/// Opens the room beside the desk, which the room learns nothing of.
fn go_in(url: &str) {
    // A browser that forbids it leaves the way there in the toast and in the chat.
    let _ = window().open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
}
