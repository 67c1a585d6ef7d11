//! Commands: everything that somebody may wish of the desk.
//!
//! Owns: their names and shapes on the wire. Never: whether one is granted (`decide` does).

mod appeal;
mod cards;
mod queue;
mod talk;

pub use appeal::*;
pub use cards::*;
pub use queue::*;
pub use talk::*;

use crate::id::OperatorId;
use crate::named::named;
use serde::{Deserialize, Serialize};

/// Who wishes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// An operator at the desk.
    Operator {
        /// Which one.
        id: OperatorId,
    },
    /// Whoever speaks for the world outside: channels, telephony, the dialer, payments, the CRM.
    Connector,
}

named! {
    /// A wish. Ids of new things are made by whoever wishes, so that a repeat is known as one.
    Command each rule: crate::decide::Rule {
        /// A client came through an entry point; the appeal enters the queue (Q1).
        RegisterAppeal "register_appeal",
        /// An operator makes an incoming appeal by hand (Q4); it is his at once.
        CreateAppeal "create_appeal",
        /// An operator begins an outgoing appeal to a client of the address book (O1 to O4); it is his at once.
        StartAppeal "start_appeal",
        /// Let a waiting appeal ring at one operator who is ready (Q1, Q5).
        OfferAppeal "offer_appeal",
        /// Not take what rings; it waits on.
        DeclineOffer "decline_offer",
        /// Let it ring no more.
        WithdrawOffer "withdraw_offer",
        /// Take a waiting appeal into work (Q1). The loser of two is told who took it (U3).
        TakeAppeal "take_appeal",
        /// Put an appeal back into the queue of its group.
        ReturnAppeal "return_appeal",
        /// Offer an appeal to a colleague or a group (H6).
        TransferAppeal "transfer_appeal",
        /// Take over what a colleague offers.
        AcceptTransfer "accept_transfer",
        /// Leave it with the colleague who offers it.
        DeclineTransfer "decline_transfer",
        /// Keep what was offered to a colleague.
        CancelTransfer "cancel_transfer",
        /// Be ready, on a break or gone (Q5).
        SetPresence "set_presence",
        /// Say why the client came (H7).
        SetTopic "set_topic",
        /// Write the appeal's comment (H8).
        CommentAppeal "comment_appeal",
        /// Finish the appeal with a result and, if wanted, a comment (H8).
        CloseAppeal "close_appeal",
        /// Close it with the result Спам (H5); a call is hung up too.
        MarkSpam "mark_spam",
        /// Take back Спам within a few seconds: the appeal stands where it stood (H5).
        UndoSpam "undo_spam",
        /// Take a closed appeal back into work (H8).
        ReopenAppeal "reopen_appeal",
        /// Link it with a deal, a company or another client (H11).
        LinkAppeal "link_appeal",
        /// Remove a link (H11).
        UnlinkAppeal "unlink_appeal",
        /// The client says what he thinks of the service (R8).
        RateAppeal "rate_appeal",
        /// Go to a step of a script (W4); the first step begins it.
        WalkScript "walk_script",
        /// Go back to the step before (W4); before the first the script is put aside.
        StepBack "step_back",
        /// Send the client's appeal to the CRM (H9), or send it again.
        SendToCrm "send_to_crm",
        /// The CRM took it, or did not.
        ReportCrm "report_crm",
        /// Move the dialer's task to another hour (H10).
        PostponeCampaignTask "postpone_campaign_task",
        /// Hand the appeal back to the dialer (H10): it is closed and called again in its turn.
        ReturnToCampaign "return_to_campaign",
        /// Write to the client (W1).
        SendMessage "send_message",
        /// Write a letter to the client (O4, O5, H2).
        SendMail "send_mail",
        /// Leave a note that only colleagues see (U7).
        WriteNote "write_note",
        /// Try a failed message once more (W1).
        RetryMessage "retry_message",
        /// The client wrote.
        ReceiveMessage "receive_message",
        /// The channel says how far an answer has come.
        ReportDelivery "report_delivery",
        /// The operator has seen everything the client wrote so far.
        MarkRead "mark_read",
        /// A file has arrived whole (W2).
        StoreAttachment "store_attachment",
        /// Make a video room and invite the client in the appeal's channel (H3).
        InviteToConference "invite_to_conference",
        /// Call the client of a call appeal that one has in work: back, or again (H1).
        PlaceCall "place_call",
        /// Pick up (H1); what rings is taken into work by it.
        AnswerCall "answer_call",
        /// Let the client listen to music.
        HoldCall "hold_call",
        /// Talk to him again.
        ResumeCall "resume_call",
        /// Turn the microphone off or on.
        MuteCall "mute_call",
        /// Press keys of the keypad.
        PressKeys "press_keys",
        /// End the call.
        HangUp "hang_up",
        /// The telephony says what happened.
        ReportCall "report_call",
        /// Make or change a client's card (W6).
        SaveContact "save_contact",
        /// Say which client the guest of an appeal is (H4): his number or account goes on the card, his earlier appeals move to it.
        BindContact "bind_contact",
        /// Make two clients one (U9).
        MergeContacts "merge_contacts",
        /// Part them again, within a day (U9).
        UndoMerge "undo_merge",
        /// Make or change a company's card.
        SaveOrganisation "save_organisation",
        /// Make or change a deal (W7).
        SaveDeal "save_deal",
        /// Make or change a task (W7).
        SaveTask "save_task",
        /// Say that a task is done, or is not after all.
        FinishTask "finish_task",
        /// Save a file of a chat into a card (W3).
        SaveDocument "save_document",
        /// Take a file out of a card.
        RemoveDocument "remove_document",
        /// Send the client a payment link for a deal (W8).
        RequestPayment "request_payment",
        /// The provider has made the page; the link goes to the client.
        ProvidePaymentLink "provide_payment_link",
        /// The provider says how far it has come.
        ReportPayment "report_payment",
        /// Send the client a form that collects contacts (W9).
        SendForm "send_form",
        /// The client filled it in.
        ReceiveAnswers "receive_answers",
        /// Put the answers on a card (W9); a guest becomes that client.
        AcceptAnswers "accept_answers",
        /// Put the answers aside.
        DiscardAnswers "discard_answers",
        /// Put an entry into the directory, or change it (E7, A1).
        SaveEntry "save_entry",
        /// Take an entry out of the directory (E7, A1).
        RemoveEntry "remove_entry",
        /// The dialer has a number to call.
        PlanCampaignTask "plan_campaign_task",
        /// Keep unsent words for every device of the operator (U5).
        SaveDraft "save_draft",
        /// Keep how the operator likes his desk (E7).
        SavePreferences "save_preferences",
    }
}

impl Command {
    /// Whether it is the world outside that wishes such things, and no operator.
    #[must_use]
    pub fn is_connectors(&self) -> bool {
        matches!(
            self,
            Self::RegisterAppeal(_)
                | Self::OfferAppeal(_)
                | Self::WithdrawOffer(_)
                | Self::RateAppeal(_)
                | Self::ReportCrm(_)
                | Self::ReceiveMessage(_)
                | Self::ReportDelivery(_)
                | Self::ReportCall(_)
                | Self::ProvidePaymentLink(_)
                | Self::ReportPayment(_)
                | Self::ReceiveAnswers(_)
                | Self::PlanCampaignTask(_)
        )
    }
}
