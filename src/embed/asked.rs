//! What the page around the desk asks for, carried out as if the operator had pressed.
//!
//! Never: a rule of its own. What may not be done now is answered with the refusal that a button would show.

use super::dial::Dial;
use super::line::{Doing, Sitter, says};
use super::seated::{greeting, of_failure, takes};
use super::telling::Tells;
use crate::desk::{Beside, CommandError, Desk, Failure};
use crate::i18n::language;
use crate::parts::{WritesNext, appeal_path, contact_path, group_for, numbers_of};
use desk_contract::address::Address;
use desk_contract::command::{SetPresence, StartAppeal};
use desk_contract::contact::Contact;
use desk_contract::frame::{Dialled, Problem, Request, Trouble, WhichAppeal, WhichContact};
use desk_contract::id::{AppealId, ContactId};
use desk_contract::listing::Place;
use desk_contract::operator::Presence;
use desk_contract::phone::PhoneNumber;
use desk_contract::wire::{AppealsQuery, Fault, Limit, SearchQuery};
use desk_contract::{Appeal, Channel, Refusal};
use futures_util::FutureExt;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde_json::{Value, json};
use std::rc::Rc;

/// An answer to the page.
type Answer = Result<Value, Problem>;

/// The operator at his desk.
#[derive(Clone)]
pub(super) struct AtDesk {
    desk: Desk,
    dial: Dial,
    tells: Tells,
    writes_next: WritesNext,
    goes: Rc<dyn Fn(&str)>,
}

impl AtDesk {
    /// Below the router, whose addresses it goes to.
    pub(super) fn new(desk: Desk, dial: Dial, tells: Tells) -> Self {
        let navigate = use_navigate();
        let goes = Rc::new(move |path: &str| navigate(path, NavigateOptions::default()));
        Self { desk, dial, tells, writes_next: expect_context(), goes }
    }

    async fn carries_out(self, request: Request) -> Answer {
        match request {
            Request::Hello => Ok(greeting(Some(self.desk.me()))),
            Request::Token(token) => {
                takes(self.desk.door(), token).await?;
                self.desk.line.is_signed_out.set(false);
                Ok(json!({}))
            }
            Request::Dial(whom) => self.dials(whom).await,
            Request::OpenAppeal(which) => self.opens_appeal(which).await,
            Request::OpenContact(which) => self.opens_contact(which).await,
            Request::SetState(presence) => self.sets_state(presence).await,
            Request::SetTheme(theme) => {
                self.desk.prefer(|it| it.theme = theme);
                Ok(json!({ "theme": theme }))
            }
            Request::SetLocale(spoken) => {
                self.desk.prefer(|it| it.language = Some(spoken));
                Ok(json!({ "locale": spoken }))
            }
        }
    }

    async fn sets_state(self, presence: Presence) -> Answer {
        let wish = SetPresence { operator: self.desk.me(), presence };
        self.may(untrack(|| self.desk.refusal_beside(&wish)))?;
        self.desk.send(wish.into()).await.map_err(|error| self.of_error(&error))?;
        let state = if presence == Presence::OnBreak { json!("break") } else { json!(presence) };
        Ok(json!({ "state": state }))
    }

    async fn opens_appeal(self, which: WhichAppeal) -> Answer {
        let found = match which {
            WhichAppeal::Id(id) => self.desk.appeal(id).await.map_err(|it| of_failure(&it))?,
            WhichAppeal::Number(number) => match self.numbered(number).await? {
                Some(id) => self.desk.known_appeal(id),
                None => None,
            },
        };
        let appeal = found.ok_or_else(|| says(Trouble::NotFound))?.get_untracked();
        (self.goes)(&appeal_path(appeal.id));
        Ok(json!({ "appeal": appeal.id, "number": appeal.number }))
    }

    /// The appeal of that number, among those that the desk knows or the operator's lists have.
    async fn numbered(&self, number: u64) -> Result<Option<AppealId>, Problem> {
        let desk = self.desk;
        let is_it = |appeal: &Appeal| appeal.number == number;
        let known =
            untrack(|| [desk.in_work(), desk.queue(), desk.closed()].map(|shelf| shelf.ids()).concat());
        let known = known.into_iter().filter_map(|id| desk.known_appeal(id));
        if let Some(appeal) = known.map(|it| it.get_untracked()).find(is_it) {
            return Ok(Some(appeal.id));
        }
        let query = AppealsQuery {
            place: Place::Closed,
            channel: None,
            search: Some(number.to_string()),
            cursor: None,
            limit: Limit::MOST,
        };
        let page = desk.find_appeals(query).await.map_err(|it| of_failure(&it))?;
        Ok(page.items.iter().find(|it| is_it(it)).map(|it| it.id))
    }

    async fn opens_contact(self, which: WhichContact) -> Answer {
        let found = match &which {
            WhichContact::Id(id) => Some(self.known(*id).await?),
            WhichContact::Number(number) => self.found(&which, number.as_str()).await?,
            WhichContact::Account(account, _) => self.found(&which, account).await?,
        };
        match found {
            Some(contact) => {
                (self.goes)(&contact_path(contact.id));
                Ok(json!({ "contact": contact.id }))
            }
            None => {
                self.dial.makes.set(Some(which.card()));
                Ok(json!({ "contact": null }))
            }
        }
    }

    /// A client by his card's id.
    async fn known(&self, id: ContactId) -> Result<Contact, Problem> {
        let known = || untrack(|| self.desk.cards.read().contacts.get(&id).map(|it| (**it).clone()));
        match self.desk.read_cards(Beside::Contact(id)).await {
            Err(Failure::Fault(Fault::UnknownRoute)) => return Err(says(Trouble::NotFound)),
            Err(failure) if known().is_none() => return Err(of_failure(&failure)),
            _ => {}
        }
        known().ok_or_else(|| says(Trouble::NotFound))
    }

    /// The best match of the address book that is just that.
    async fn found(&self, which: &WhichContact, sought: &str) -> Result<Option<Contact>, Problem> {
        let query = SearchQuery { search: Some(sought.to_owned()), cursor: None, limit: Limit::MOST };
        let page = self.desk.find_contacts(query).await.map_err(|it| of_failure(&it))?;
        Ok(page.items.into_iter().find(|it| which.is(it)))
    }

    async fn dials(self, whom: Dialled) -> Answer {
        let (contact, named) = match whom {
            Dialled::Contact(id, number) => (Some(self.known(id).await?), number),
            Dialled::Number(number) => {
                let which = WhichContact::Number(number.clone());
                (self.found(&which, number.as_str()).await?, Some(number))
            }
        };
        let numbers = match (&named, &contact) {
            (Some(number), _) => vec![number.clone()],
            (None, contact) => {
                let on_card = numbers_of(contact.as_ref().map(|it| &it.card), None);
                on_card.into_iter().map(|it| it.number).collect()
            }
        };
        let contact = contact.map(|it| it.id);
        let Some(first) = numbers.first().cloned() else { return Err(self.of_refusal(&Refusal::NoNumber)) };
        let mut answer = json!({ "number": first, "contact": contact, "appeal": null });
        // Nobody known is called by nobody's card: the operator first says who it is.
        if let Some(contact) = contact {
            let start = untrack(|| start(self.desk, contact, &first))
                .ok_or_else(|| self.of_refusal(&Refusal::UnknownGroup))?;
            self.may(untrack(|| self.desk.refusal_beside(&start)))?;
            if untrack(|| self.desk.preferences.read().calls_for_host) && numbers.len() == 1 {
                answer["appeal"] = json!(self.calls(start).await?);
                return Ok(answer);
            }
        }
        self.dial.shows(contact, numbers);
        Ok(answer)
    }

    async fn calls(&self, start: StartAppeal) -> Result<AppealId, Problem> {
        let appeal = start.appeal;
        self.desk.send(start.into()).await.map_err(|error| self.of_error(&error))?;
        self.writes_next.0.set(Some(appeal));
        (self.goes)(&appeal_path(appeal));
        Ok(appeal)
    }

    fn may(&self, refusal: Option<Refusal>) -> Result<(), Problem> {
        refusal.map_or(Ok(()), |refusal| Err(self.of_refusal(&refusal)))
    }

    fn of_refusal(&self, refusal: &Refusal) -> Problem {
        let message = untrack(|| self.desk.sentence(refusal, language()));
        Problem { code: refusal.code().to_owned(), message }
    }

    fn of_error(&self, error: &CommandError) -> Problem {
        match error {
            CommandError::Refused(refusal) => self.of_refusal(refusal),
            CommandError::Failed(failure) => of_failure(failure),
        }
    }
}

impl Sitter for AtDesk {
    fn does(&self, request: Request) -> Doing {
        self.clone().carries_out(request).boxed_local()
    }

    fn is_greeted(&self) {
        (self.tells)();
    }
}

/// The wish to call a client at a number; `None` where no group is there to call for.
pub(super) fn start(desk: Desk, contact: ContactId, number: &PhoneNumber) -> Option<StartAppeal> {
    Some(StartAppeal {
        appeal: desk.new_id(AppealId::new),
        channel: Channel::Call,
        contact,
        address: Address::Phone { number: number.clone() },
        entry_point: None,
        mailbox: None,
        group: group_for(desk, None)?,
    })
}
