//! Tells the operator at the bottom left what the screen that he looks at may not show (H6).

use crate::desk::{Desk, Notice, NoticeKind, use_desk};
use crate::i18n::tr;
use crate::parts::appeal_path;
use crate::ui::{Toast, ToastTone, Toasts};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

/// Tells each notice once, as it comes.
#[component]
pub(crate) fn Told() -> impl IntoView {
    let (desk, toasts, navigate) = (use_desk(), expect_context::<Toasts>(), use_navigate());
    Effect::new(move |_| {
        for notice in desk.take_notices() {
            let Notice { appeal, .. } = notice;
            let navigate = navigate.clone();
            let open: Arc<dyn Fn() + Send + Sync> =
                Arc::new(move || navigate(&appeal_path(appeal), NavigateOptions::default()));
            let (text, tone) = untrack(|| words_of(desk, &notice));
            let word = untrack(|| tr!(transfer.open));
            toasts.say(Toast { text, tone, action: Some((word, open)) });
        }
    });
}

/// A transfer that came back stays until it is read: the appeal waits for him again.
fn words_of(desk: Desk, notice: &Notice) -> (String, ToastTone) {
    let number = notice.number;
    match &notice.what {
        NoticeKind::TransferDeclined { by, why } if why.is_empty() => {
            (tr!(transfer.declined, number = number, name = desk.name_of(*by)), ToastTone::Failed)
        }
        NoticeKind::TransferDeclined { by, why } => {
            let name = desk.name_of(*by);
            (tr!(transfer.declined_why, number = number, name = name, why = why.clone()), ToastTone::Failed)
        }
        NoticeKind::TransferAccepted { by } => {
            (tr!(transfer.accepted, number = number, name = desk.name_of(*by)), ToastTone::Done)
        }
    }
}
