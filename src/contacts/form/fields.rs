//! What is typed into the form of a client's card: lines of numbers, accounts and mail boxes, each of its own.

use desk_contract::Channel;
use desk_contract::contact::{Account, ContactCard, NumberKind, TypedNumber};
use desk_contract::id::OrganisationId;
use desk_contract::phone::{Country, NotAPhoneNumber, PhoneNumber};
use leptos::prelude::*;

/// The channels whose clients are known by an account, in the order in which a card offers them.
const MESSENGERS: [Channel; 6] =
    [Channel::Telegram, Channel::Vk, Channel::WhatsApp, Channel::Viber, Channel::Avito, Channel::Facebook];

/// A line of one number.
#[derive(Clone, Copy)]
pub(super) struct NumberLine {
    pub(super) key: usize,
    pub(super) kind: RwSignal<String>,
    pub(super) typed: RwSignal<String>,
}

impl NumberLine {
    /// What was typed as a number.
    pub(super) fn read(self) -> Result<PhoneNumber, NotAPhoneNumber> {
        PhoneNumber::read(&self.typed.get(), Country::default())
    }

    /// Whether nothing is typed yet, which is no mistake.
    pub(super) fn is_blank(self) -> bool {
        self.typed.read().trim().is_empty()
    }

    fn number(self) -> Option<TypedNumber> {
        let key = self.kind.get();
        let kind = NumberKind::ALL.into_iter().find(|kind| kind_key(*kind) == key)?;
        Some(TypedNumber { kind, number: self.read().ok()? })
    }
}

/// A line of one account.
#[derive(Clone, Copy)]
pub(super) struct AccountLine {
    pub(super) key: usize,
    pub(super) channel: RwSignal<String>,
    pub(super) typed: RwSignal<String>,
    /// What the messenger itself knows the account by, where the line was not typed by hand.
    known: StoredValue<Option<Account>>,
}

impl AccountLine {
    fn account(self) -> Option<Account> {
        let key = self.channel.get();
        let channel = MESSENGERS.into_iter().find(|it| it.as_str() == key)?;
        let typed = self.typed.get().trim().to_owned();
        let shown = |account: &Account| account.name.clone().unwrap_or_else(|| account.id.clone());
        let known = self.known.get_value().filter(|it| it.channel == channel && shown(it) == typed);
        known.or_else(|| Some(Account { channel, id: typed.clone(), name: Some(typed) }))
    }
}

/// A line of one mail box.
#[derive(Clone, Copy)]
pub(super) struct MailLine {
    pub(super) key: usize,
    pub(super) typed: RwSignal<String>,
}

/// The whole card as it is typed.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) name: RwSignal<String>,
    pub(super) numbers: RwSignal<Vec<NumberLine>>,
    pub(super) accounts: RwSignal<Vec<AccountLine>>,
    pub(super) mails: RwSignal<Vec<MailLine>>,
    pub(super) organisation: RwSignal<Option<OrganisationId>>,
    pub(super) comment: RwSignal<String>,
    next: StoredValue<usize>,
    /// The form's own, to which lines belong that are made later, also by a notice that is about to go.
    owner: StoredValue<Option<Owner>>,
}

impl Fields {
    pub(super) fn of(card: &ContactCard) -> Self {
        let fields = Self {
            name: RwSignal::new(String::new()),
            numbers: RwSignal::new(Vec::new()),
            accounts: RwSignal::new(Vec::new()),
            mails: RwSignal::new(Vec::new()),
            organisation: RwSignal::new(None),
            comment: RwSignal::new(String::new()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::current()),
        };
        fields.take(card);
        fields
    }

    /// Puts what stands on a card into the fields.
    pub(super) fn take(self, card: &ContactCard) {
        self.name.set(card.name.clone());
        self.organisation.set(card.organisation);
        self.comment.set(card.comment.clone());
        self.numbers
            .set(card.numbers.iter().map(|it| self.number_line(it.kind, it.number.grouped())).collect());
        self.accounts.set(card.accounts.iter().map(|it| self.account_line(Some(it))).collect());
        self.mails.set(card.mails.iter().map(|it| self.mail_line(it)).collect());
    }

    /// One more line for a number.
    pub(super) fn add_number(self) {
        let line = self.number_line(NumberKind::Mobile, String::new());
        self.numbers.update(|lines| lines.push(line));
    }

    /// One more line for an account.
    pub(super) fn add_account(self) {
        let line = self.account_line(None);
        self.accounts.update(|lines| lines.push(line));
    }

    /// One more line for a mail box.
    pub(super) fn add_mail(self) {
        let line = self.mail_line("");
        self.mails.update(|lines| lines.push(line));
    }

    /// A signal that lives as long as the form.
    fn signal(self, words: String) -> RwSignal<String> {
        self.kept(|| RwSignal::new(words))
    }

    fn kept<T>(self, made: impl FnOnce() -> T) -> T {
        match self.owner.get_value() {
            Some(owner) => owner.with(made),
            None => made(),
        }
    }

    fn number_line(self, kind: NumberKind, typed: String) -> NumberLine {
        let kind = self.signal(kind_key(kind).to_owned());
        NumberLine { key: self.key(), kind, typed: self.signal(typed) }
    }

    fn account_line(self, account: Option<&Account>) -> AccountLine {
        let channel = account.map_or(Channel::Telegram, |it| it.channel);
        let typed = account.map(|it| it.name.clone().unwrap_or_else(|| it.id.clone()));
        AccountLine {
            key: self.key(),
            channel: self.signal(channel.as_str().to_owned()),
            typed: self.signal(typed.unwrap_or_default()),
            known: self.kept(|| StoredValue::new(account.cloned())),
        }
    }

    fn mail_line(self, typed: &str) -> MailLine {
        MailLine { key: self.key(), typed: self.signal(typed.to_owned()) }
    }

    fn key(self) -> usize {
        self.next.update_value(|next| *next += 1);
        self.next.get_value()
    }

    /// What is wrong with a number that is typed, the first there is.
    pub(super) fn mistake(self) -> Option<NotAPhoneNumber> {
        let lines = self.numbers.read();
        lines.iter().filter(|line| !line.is_blank()).find_map(|line| line.read().err())
    }

    /// The card as typed; lines that are blank, or not yet a number, are left out.
    pub(super) fn card(self) -> ContactCard {
        let filled = |line: &AccountLine| !line.typed.read().trim().is_empty();
        ContactCard {
            name: self.name.get(),
            numbers: self.numbers.read().iter().filter_map(|line| line.number()).collect(),
            accounts: self
                .accounts
                .read()
                .iter()
                .filter(|it| filled(it))
                .filter_map(|it| it.account())
                .collect(),
            mails: self
                .mails
                .read()
                .iter()
                .map(|line| line.typed.get())
                .filter(|it| !it.trim().is_empty())
                .collect(),
            organisation: self.organisation.get(),
            comment: self.comment.get(),
        }
    }
}

/// What a kind of number is known by in a form.
pub(super) fn kind_key(kind: NumberKind) -> &'static str {
    match kind {
        NumberKind::Mobile => "mobile",
        NumberKind::Work => "work",
        NumberKind::Home => "home",
        NumberKind::Other => "other",
    }
}

/// The messengers that an account can be of, by key.
pub(super) fn messengers() -> impl Iterator<Item = Channel> {
    MESSENGERS.into_iter()
}
