//! The table of questions: everything that is asked of a backend beside commands, and what it answers.
//!
//! What an operator may not see (E6) is answered as if it were not there. A question is never recorded
//! and needs no key: asked twice, it is answered twice.

use super::answers::{
    Account, ExportJob, ExportOrder, GivenAccount, HistoryPage, HistoryQuestion, NewAccount, NewPassword,
    Pass, Session, SignIn,
};
use super::names::{BYTES, CSV, EVENT_STREAM};
use super::page::Page;
use super::queries::{
    AppealsQuery, ContactAppealsQuery, ContactsQuestion, DealsQuery, EventsQuery, MessagesQuery,
    PaymentsQuery, SearchQuery, TasksQuery,
};
#[cfg(feature = "schema")]
use super::question::QuestionSchemas;
use super::question::{Ask, Content, Question};
use super::route::Method;
use crate::appeal::Appeal;
use crate::cards::Cards;
use crate::contact::{Contact, Organisation};
use crate::deal::{Deal, Task};
use crate::directory::Directory;
use crate::history::{HistoryQuery, Report};
use crate::incoming::{Arrived, Incoming};
use crate::message::Thread;
use crate::payment::Payment;
use crate::visitor::{Talk, VisitorMessage, VisitorSaw, VisitorSays, VisitorTypes};
use crate::whisper::Whisper;

macro_rules! content {
    () => {
        Content::Nothing
    };
    (json($($Type:tt)+)) => {
        Content::Json
    };
    (bytes($media:expr)) => {
        Content::Bytes($media)
    };
}

macro_rules! body {
    () => { () };
    (json($($Type:tt)+)) => { $($Type)+ };
    (bytes($media:expr)) => { Vec<u8> };
}

#[cfg(feature = "schema")]
macro_rules! schema {
    ($generator:ident) => { None };
    ($generator:ident json($($Type:tt)+)) => { Some($generator.subschema_for::<$($Type)+>()) };
    ($generator:ident bytes($media:expr)) => { None };
}

macro_rules! query {
    () => {
        ()
    };
    ($Query:ty) => {
        $Query
    };
}

macro_rules! is_for_the_signed_in {
    () => {
        true
    };
    (everybody) => {
        false
    };
}

macro_rules! questions {
    ($(
        $(#[doc = $doc:literal])+
        $Name:ident $name:literal: $Method:ident $path:literal $(?$Query:ty)?,
            $(takes $takes:ident($($Takes:tt)+),)? answers $status:literal $($answers:ident($($Answers:tt)+))?
            $(for $everybody:ident)?;
    )+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub struct $Name;

            impl Ask for $Name {
                const QUESTION: Question = Question {
                    name: $name,
                    method: Method::$Method,
                    path: $path,
                    takes: content!($($takes($($Takes)+))?),
                    status: $status,
                    answers: content!($($answers($($Answers)+))?),
                    is_for_the_signed_in: is_for_the_signed_in!($($everybody)?),
                };
                type Query = query!($($Query)?);
                type Takes = body!($($takes($($Takes)+))?);
                type Answer = body!($($answers($($Answers)+))?);
            }
        )+

        /// Every question.
        pub const QUESTIONS: &[Question] = &[$($Name::QUESTION),+];

        /// What the documents say of each, in the order of [`QUESTIONS`].
        #[cfg(feature = "schema")]
        pub fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<QuestionSchemas> {
            vec![$(
                QuestionSchemas {
                    question: $Name::QUESTION,
                    description: concat!($($doc, "\n"),+).trim(),
                    path: super::schema::in_path($Name::QUESTION, generator),
                    // A record, not a reference to one: its fields become the parameters.
                    query: <<$Name as Ask>::Query as schemars::JsonSchema>::json_schema(generator),
                    takes: schema!(generator $($takes($($Takes)+))?),
                    answers: schema!(generator $($answers($($Answers)+))?),
                }
            ),+]
        }
    };
}

questions! {
    /// Sign in. Answered with a token, and with a cookie of the same session.
    OpenSession "open_session": Post "/session", takes json(SignIn), answers 200 json(Pass) for everybody;
    /// Sign out; the token is worth nothing from then on.
    CloseSession "close_session": Delete "/session", answers 204;
    /// What an operator finds on sitting down: who he is, the directory, his drafts, and the number of the last event.
    ReadSession "read_session": Get "/session", answers 200 json(Session);
    /// Appeals of one of the operator's lists (Q1 to Q3).
    ListAppeals "list_appeals": Get "/appeals" ?AppealsQuery, answers 200 json(Page<Appeal>);
    /// One appeal, wherever it stands.
    ReadAppeal "read_appeal": Get "/appeals/{appeal}", answers 200 json(Appeal);
    /// The newest messages of an appeal's chat, or those before one that is loaded (W1).
    ReadMessages "read_messages": Get "/appeals/{appeal}/messages" ?MessagesQuery, answers 200 json(Thread);
    /// All that is kept beside an appeal: its client and company, their deals, tasks and documents, its payments and
    /// forms, the dialer's task that it came of (W3, W6 to W9, H10).
    ReadAppealCards "read_appeal_cards": Get "/appeals/{appeal}/cards", answers 200 json(Cards);
    /// Clients of the address book (W6, H4), by name.
    ListContacts "list_contacts": Get "/contacts" ?SearchQuery, answers 200 json(Page<Contact>);
    /// Clients' cards by their ids, at once (W6): a list of appeals names its clients by no more than that. An id that is
    /// nobody's is passed over; the cards come in the order in which they were named.
    ReadContacts "read_contacts": Post "/contact-cards", takes json(ContactsQuestion), answers 200 json(Vec<Contact>);
    /// A client's card (W6).
    ReadContact "read_contact": Get "/contacts/{contact}", answers 200 json(Contact);
    /// All that is kept beside a client: the company, deals, tasks, documents, payments, merges (W6, U9).
    ReadContactCards "read_contact_cards": Get "/contacts/{contact}/cards", answers 200 json(Cards);
    /// A client's appeals (W5, W6).
    ListContactAppeals "list_contact_appeals": Get "/contacts/{contact}/appeals" ?ContactAppealsQuery,
        answers 200 json(Page<Appeal>);
    /// Companies of the address book (H11, W6), by name.
    ListOrganisations "list_organisations": Get "/organisations" ?SearchQuery, answers 200 json(Page<Organisation>);
    /// A company's card.
    ReadOrganisation "read_organisation": Get "/organisations/{organisation}", answers 200 json(Organisation);
    /// Deals (W7).
    ListDeals "list_deals": Get "/deals" ?DealsQuery, answers 200 json(Page<Deal>);
    /// A deal (W7).
    ReadDeal "read_deal": Get "/deals/{deal}", answers 200 json(Deal);
    /// All that is kept beside a deal: client, company, tasks, documents, payments (W3, W8).
    ReadDealCards "read_deal_cards": Get "/deals/{deal}/cards", answers 200 json(Cards);
    /// Tasks (W7).
    ListTasks "list_tasks": Get "/tasks" ?TasksQuery, answers 200 json(Page<Task>);
    /// A task (W7).
    ReadTask "read_task": Get "/tasks/{task}", answers 200 json(Task);
    /// Payments (W8).
    ListPayments "list_payments": Get "/payments" ?PaymentsQuery, answers 200 json(Page<Payment>);
    /// A payment (W8).
    ReadPayment "read_payment": Get "/payments/{payment}", answers 200 json(Payment);
    /// What the desk is set up with: people, groups, lines, words (E7).
    ReadDirectory "read_directory": Get "/directory", answers 200 json(Directory);
    /// A piece of the history's table (R1, R2, R7, R8). It is asked with a body, for its filters may name more than an
    /// address can hold.
    ReadHistory "read_history": Post "/history/rows", takes json(HistoryQuestion), answers 200 json(HistoryPage);
    /// The history's charts (R3 to R6).
    ReadReport "read_report": Post "/history/report", takes json(HistoryQuery), answers 200 json(Report);
    /// Have the history's table written as CSV (R13). The id is made by whoever asks, so asking twice makes one file.
    OrderExport "order_export": Put "/history/exports/{export}", takes json(ExportOrder), answers 202 json(ExportJob);
    /// How far an export has come.
    ReadExport "read_export": Get "/history/exports/{export}", answers 200 json(ExportJob);
    /// Stop an export, or throw its file away. Where there is none, or none of his own, nothing is left to do.
    CancelExport "cancel_export": Delete "/history/exports/{export}", answers 204;
    /// The file of an export that is done.
    ReadExportFile "read_export_file": Get "/history/exports/{export}/file", answers 200 bytes(CSV);
    /// Bring the bytes of a file (W2); `store_attachment` then says what it is and that it is whole. Sent again, the
    /// bytes take the place of those that came before, until it is said to be whole.
    UploadFile "upload_file": Put "/attachments/{attachment}/content", takes bytes(BYTES), answers 204;
    /// The bytes of a file that came or went with a message, or lies in a card (W2, W3). They are never shown as
    /// a page: the answer says `Content-Disposition: attachment`, but for images.
    ReadFile "read_file": Get "/attachments/{attachment}/content", answers 200 bytes(BYTES);
    /// Hear of events, from the one after a number on. Over a WebSocket (RFC 6455), as `docs/asyncapi.json` describes;
    /// or, where none gets through, as server-sent events, whose `id` is the event's number and whose `data` is the
    /// frame.
    HearEvents "hear_events": Get "/events" ?EventsQuery, answers 200 bytes(EVENT_STREAM);
    /// Say what is true for a moment, where no socket gets through (U3, W1): who looks, who types. Over a socket the same is
    /// said by a frame. An operator says it of himself alone, a connector of the client.
    SayWhisper "say_whisper": Post "/whispers", takes json(Whisper), answers 204;
    /// Put a new password in the place of one's own. Every other session of the same operator ends.
    ChangePassword "change_password": Put "/session/password", takes json(NewPassword), answers 204;
    /// By which names people sign in, for an administrator.
    ListAccounts "list_accounts": Get "/accounts", answers 200 json(Vec<Account>);
    /// Give an operator a name to sign in with and a new password, as an administrator may. What was known of him before
    /// is forgotten, and whoever is signed in as him no more.
    GiveAccount "give_account": Put "/accounts/{operator}", takes json(NewAccount), answers 200 json(GivenAccount);
    /// Hand in what happened on a line: a message, a call, how far an answer has come, typing. It is a connector's to
    /// say. The client's open appeal is found, or one begins; handed in again under the connector's own id, it is the same.
    HandIn "hand_in": Post "/incoming/{entry_point}", takes json(Incoming), answers 200 json(Arrived);
    /// A visitor's own talk in the chat of a site, the newest of it. He is known by a token that his page made: 64
    /// hexadecimal digits, as `Authorization: Bearer`. Whoever has it has that talk and no other.
    ReadTalk "read_talk": Get "/visitors/{entry_point}/talk", answers 200 json(Talk);
    /// Hear of it, as server-sent events: first all of it, then what changes. Comments between them say that the line is
    /// alive.
    HearTalk "hear_talk": Get "/visitors/{entry_point}/talk/events", answers 200 bytes(EVENT_STREAM);
    /// Say something as a visitor. Said again under the same id, it is the same.
    SayAsVisitor "say_as_visitor": Post "/visitors/{entry_point}/messages", takes json(VisitorSays),
        answers 200 json(VisitorMessage);
    /// Tell as a visitor how far the desk's messages have come.
    SeeAsVisitor "see_as_visitor": Post "/visitors/{entry_point}/seen", takes json(VisitorSaw), answers 204;
    /// Tell as a visitor that one is writing.
    TypeAsVisitor "type_as_visitor": Post "/visitors/{entry_point}/typing", takes json(VisitorTypes), answers 204;
    /// Bring the bytes of a file as a visitor, before the message that they go with.
    BringAsVisitor "bring_as_visitor": Put "/visitors/{entry_point}/files/{attachment}", takes bytes(BYTES), answers 204;
    /// The bytes of a file in a visitor's own talk.
    FetchAsVisitor "fetch_as_visitor": Get "/visitors/{entry_point}/files/{attachment}", answers 200 bytes(BYTES);
}
