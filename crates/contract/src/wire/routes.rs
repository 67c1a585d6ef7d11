//! The table of commands: by which method and path each travels.
//!
//! Always: every command has exactly one route, or this does not compile; no path and method could mean two
//! commands, or a command and a question; what stands in a path is a field of the payload.
//!
//! Habits: what puts all of a thing in its place is a PUT on the thing; what takes one away and needs nothing but
//! its id is a DELETE; everything else is a POST on what it is done to, with the verb behind it.

use super::route::{Method, Route};
use crate::command::Command;

macro_rules! routes {
    ($($Variant:ident $name:literal: $Method:ident $path:literal,)+) => {
        /// Every route, in the order of [`Command::NAMES`].
        pub const ROUTES: &[Route] = &[
            $( Route { command: $name, method: Method::$Method, path: $path }, )+
        ];

        /// The route of a command.
        pub(super) fn of(command: &Command) -> Route {
            match command {
                $( Command::$Variant(_) => Route { command: $name, method: Method::$Method, path: $path }, )+
            }
        }
    };
}

routes! {
    RegisterAppeal "register_appeal": Post "/appeals/{appeal}/register",
    CreateAppeal "create_appeal": Post "/appeals/{appeal}/create",
    StartAppeal "start_appeal": Post "/appeals/{appeal}/start",
    OfferAppeal "offer_appeal": Post "/appeals/{appeal}/offer",
    DeclineOffer "decline_offer": Post "/appeals/{appeal}/offer/decline",
    WithdrawOffer "withdraw_offer": Post "/appeals/{appeal}/offer/withdraw",
    TakeAppeal "take_appeal": Post "/appeals/{appeal}/take",
    ReturnAppeal "return_appeal": Post "/appeals/{appeal}/return",
    TransferAppeal "transfer_appeal": Post "/appeals/{appeal}/transfer",
    AcceptTransfer "accept_transfer": Post "/appeals/{appeal}/transfer/accept",
    DeclineTransfer "decline_transfer": Post "/appeals/{appeal}/transfer/decline",
    CancelTransfer "cancel_transfer": Post "/appeals/{appeal}/transfer/cancel",
    SetPresence "set_presence": Put "/operators/{operator}/presence",
    SetTopic "set_topic": Put "/appeals/{appeal}/topic",
    CommentAppeal "comment_appeal": Put "/appeals/{appeal}/comment",
    CloseAppeal "close_appeal": Post "/appeals/{appeal}/close",
    MarkSpam "mark_spam": Post "/appeals/{appeal}/spam",
    UndoSpam "undo_spam": Post "/appeals/{appeal}/spam/undo",
    ReopenAppeal "reopen_appeal": Post "/appeals/{appeal}/reopen",
    LinkAppeal "link_appeal": Post "/appeals/{appeal}/links",
    UnlinkAppeal "unlink_appeal": Delete "/appeals/{appeal}/links/{kind}",
    RateAppeal "rate_appeal": Post "/appeals/{appeal}/rate",
    WalkScript "walk_script": Post "/appeals/{appeal}/script/walk",
    StepBack "step_back": Post "/appeals/{appeal}/script/back",
    SendToCrm "send_to_crm": Post "/appeals/{appeal}/crm/send",
    ReportCrm "report_crm": Post "/appeals/{appeal}/crm/report",
    PostponeCampaignTask "postpone_campaign_task": Post "/appeals/{appeal}/campaign/postpone",
    ReturnToCampaign "return_to_campaign": Post "/appeals/{appeal}/campaign/return",
    SendMessage "send_message": Post "/appeals/{appeal}/messages/{message}/send",
    SendMail "send_mail": Post "/appeals/{appeal}/messages/{message}/send-mail",
    WriteNote "write_note": Post "/appeals/{appeal}/messages/{message}/note",
    RetryMessage "retry_message": Post "/appeals/{appeal}/messages/{message}/retry",
    ReceiveMessage "receive_message": Post "/appeals/{appeal}/messages/{message}/receive",
    ReportDelivery "report_delivery": Put "/appeals/{appeal}/messages/{message}/delivery",
    MarkRead "mark_read": Post "/appeals/{appeal}/read",
    StoreAttachment "store_attachment": Post "/attachments",
    InviteToConference "invite_to_conference": Post "/appeals/{appeal}/messages/{message}/conference",
    PlaceCall "place_call": Post "/appeals/{appeal}/call",
    AnswerCall "answer_call": Post "/appeals/{appeal}/call/answer",
    HoldCall "hold_call": Post "/appeals/{appeal}/call/hold",
    ResumeCall "resume_call": Post "/appeals/{appeal}/call/resume",
    MuteCall "mute_call": Put "/appeals/{appeal}/call/mute",
    PressKeys "press_keys": Post "/appeals/{appeal}/call/keys",
    HangUp "hang_up": Post "/appeals/{appeal}/call/hang-up",
    ReportCall "report_call": Post "/appeals/{appeal}/call/report",
    SaveContact "save_contact": Put "/contacts/{contact}",
    BindContact "bind_contact": Post "/appeals/{appeal}/bind",
    MergeContacts "merge_contacts": Put "/merges/{merge}",
    UndoMerge "undo_merge": Post "/merges/{merge}/undo",
    SaveOrganisation "save_organisation": Put "/organisations/{organisation}",
    SaveDeal "save_deal": Put "/deals/{deal}",
    SaveTask "save_task": Put "/tasks/{task}",
    FinishTask "finish_task": Post "/tasks/{task}/finish",
    SaveDocument "save_document": Put "/documents/{document}",
    RemoveDocument "remove_document": Delete "/documents/{document}",
    RequestPayment "request_payment": Post "/payments/{payment}/request",
    ProvidePaymentLink "provide_payment_link": Post "/payments/{payment}/link",
    ReportPayment "report_payment": Post "/payments/{payment}/report",
    SendForm "send_form": Post "/forms/{sent}/send",
    ReceiveAnswers "receive_answers": Post "/forms/{sent}/answers",
    AcceptAnswers "accept_answers": Post "/forms/{sent}/accept",
    DiscardAnswers "discard_answers": Post "/forms/{sent}/discard",
    SaveEntry "save_entry": Put "/directory",
    RemoveEntry "remove_entry": Post "/directory/remove",
    PlanCampaignTask "plan_campaign_task": Post "/campaign-tasks",
    SaveDraft "save_draft": Put "/session/drafts/{appeal}/{kind}",
    SavePreferences "save_preferences": Put "/session/preferences",
}
