//! The kit at work: the people, the things it has set up, the world beside.
//!
//! Owns: getting in, and putting back what was changed. Never: a check.

use crate::check::{Broken, Held};
use crate::desk::Things;
use crate::dice::{Dice, below, id};
use crate::model::Model;
use crate::options::{Login, Options};
use crate::person::Person;
use desk_contract::command::{Actor, RemoveEntry, SaveEntry, SavePreferences, SetPresence};
use desk_contract::directory::Entry;
use desk_contract::id::{CommandId, GroupId, OperatorId};
use desk_contract::operator::{Operator, Presence, Role};
use desk_contract::own::Preferences;
use desk_contract::wire::questions::{GiveAccount, ReadSession};
use desk_contract::wire::{NewAccount, Problem, Session};

/// What the report calls the operators.
const NAMES: [&str; 3] = ["Anna", "Boris", "Vera"];

/// Everything that a check has at hand.
pub(crate) struct Kit {
    /// The world beside.
    pub(crate) model: Model,
    /// Who sets the desk up.
    pub(crate) admin: Person,
    /// Who works in the first group; where no operator was given, the administrator.
    pub(crate) anna: Person,
    boris: Option<Person>,
    vera: Option<Person>,
    /// Who speaks for the world outside.
    pub(crate) connector: Person,
    /// Somebody without a token.
    pub(crate) stranger: Person,
    /// What was set up.
    pub(crate) things: Things,
    /// Rolls of the seed.
    pub(crate) dice: Dice,
    /// What the kit was told.
    pub(crate) options: Options,
    /// How everybody was before.
    before: Vec<(Person, Operator, Preferences)>,
}

impl Kit {
    /// Gets in and sets up what it needs.
    pub(crate) async fn of(options: &Options) -> Result<Self, Broken> {
        let stranger = Person::stranger(&options.url);
        let login = &options.administrator;
        let (admin, session) = stranger.signs_in("the administrator", &login.name, &login.password).await?;
        let mut before = vec![remembered(&admin, &session)?];
        let mut operators = Vec::new();
        let given = match options.operators.is_empty() && options.is_trial {
            true => hired(&admin).await?,
            false => options.operators.clone(),
        };
        // The directory as it is with them.
        let session = admin.must::<ReadSession>(&[], &()).await?;
        for (login, name) in given.iter().zip(NAMES) {
            let (operator, session) = stranger.signs_in(name, &login.name, &login.password).await?;
            before.push(remembered(&operator, &session)?);
            operators.push(operator);
        }
        let mut operators = operators.into_iter();
        let anna = operators.next().unwrap_or_else(|| admin.clone());
        let connector = stranger.known_by("the connector", Actor::Connector, &options.connector_token);
        let mut kit = Self {
            model: Model::of(&admin, &session).await?,
            anna,
            boris: operators.next(),
            vera: operators.next(),
            admin,
            connector,
            stranger,
            things: Things::new(),
            dice: Dice::of(options.seed),
            options: options.clone(),
            before,
        };
        kit.sets_up().await?;
        Ok(kit)
    }

    /// A second operator of the first group.
    pub(crate) fn boris(&self) -> Result<Person, Broken> {
        self.boris
            .clone()
            .ok_or_else(|| Broken::not_tried("takes two operators: --operator NAME:PASSWORD twice"))
    }

    /// An operator of the second group.
    pub(crate) fn vera(&self) -> Result<Person, Broken> {
        self.vera
            .clone()
            .ok_or_else(|| Broken::not_tried("takes three operators: --operator NAME:PASSWORD three times"))
    }

    /// Everybody who is an operator.
    pub(crate) fn operators(&self) -> Vec<Person> {
        let mut all = vec![self.admin.clone(), self.anna.clone()];
        all.extend([&self.boris, &self.vera].into_iter().flatten().cloned());
        all.dedup_by_key(|person| person.actor);
        all
    }

    /// Nothing else on the desk may be changed, unless it is one for trials.
    pub(crate) fn is_trial(&self) -> Held {
        let why = "changes the desk's settings for a while: --trial-desk";
        if self.options.is_trial { Ok(()) } else { Err(Broken::not_tried(why)) }
    }

    /// There is time for what takes long.
    pub(crate) fn is_slow(&self) -> Held {
        if self.options.is_slow { Ok(()) } else { Err(Broken::not_tried("takes a minute: --slow")) }
    }

    async fn sets_up(&mut self) -> Held {
        for entry in self.things.entries() {
            self.model.grants(&self.admin.clone(), SaveEntry { entry, seen: None }).await?;
        }
        let (support, sales) = (self.things.support, self.things.sales);
        for (person, group) in
            [(Some(self.anna.clone()), support), (self.boris.clone(), support), (self.vera.clone(), sales)]
        {
            if let Some(person) = person.filter(|it| it.actor != self.admin.actor) {
                self.works_in(&person, group, Role::Operator).await?;
                self.is(&person, Presence::Ready).await?;
            }
        }
        for person in self.operators() {
            self.model.listens(&person).await?;
        }
        self.model.listens(&self.connector.clone()).await
    }

    /// Somebody works in a group from now on, in this role.
    pub(crate) async fn works_in(&mut self, person: &Person, group: GroupId, role: Role) -> Held {
        let Some(id) = person.id() else { return Ok(()) };
        let entry = Entry::Operator(Operator { groups: vec![group], role, ..self.model.operator(id)? });
        self.model.grants(&self.admin.clone(), SaveEntry { entry, seen: None }).await.map(drop)
    }

    /// Somebody says how he is.
    pub(crate) async fn is(&mut self, person: &Person, presence: Presence) -> Held {
        let Some(operator) = person.id() else { return Ok(()) };
        self.model.grants(person, SetPresence { operator, presence }).await.map(drop)
    }

    /// Puts back what was changed, whatever happened meanwhile, and takes out what can be taken out.
    pub(crate) async fn leaves(&mut self) -> Held {
        for entry in self.things.removable() {
            _ = self.admin.wish_by(id(CommandId::new), &RemoveEntry { entry }.into()).await?;
        }
        for (person, operator, preferences) in &self.before {
            let presence = SetPresence { operator: operator.id, presence: operator.presence };
            _ = self.admin.wish_by(id(CommandId::new), &presence.into()).await?;
            _ = person
                .wish_by(id(CommandId::new), &SavePreferences { preferences: preferences.clone() }.into())
                .await?;
            let back = SaveEntry { entry: Entry::Operator(operator.clone()), seen: None };
            let answer = self.admin.wish_by(id(CommandId::new), &back.into()).await?;
            answer.map_err(|problem| Broken::new(format!("{} is put back", person.name), problem.detail))?;
        }
        Ok(())
    }
}

/// Three operators of the kit's own, each with an account.
async fn hired(admin: &Person) -> Result<Vec<Login>, Broken> {
    let mut logins = Vec::new();
    for name in NAMES {
        let (operator, login) = (id(OperatorId::new), format!("conformance-{}", below(u64::MAX)));
        let title = format!("Conformance: {name}");
        let entry = Operator {
            id: operator,
            name: title,
            groups: Vec::new(),
            role: Role::Operator,
            presence: Presence::Offline,
        };
        let save = SaveEntry { entry: Entry::Operator(entry), seen: None };
        let no = |what: &str, problem: Box<Problem>| {
            Broken::new(format!("an administrator may {what}"), problem.detail)
        };
        admin
            .wish_by(id(CommandId::new), &save.into())
            .await?
            .map_err(|problem| no("add an operator", problem))?;
        let account = admin.bring::<GiveAccount>(&[&operator], &NewAccount { login }).await?;
        let account = account.map_err(|problem| no("give him an account", problem))?;
        logins.push(Login { name: account.login, password: account.password });
    }
    Ok(logins)
}

fn remembered(person: &Person, session: &Session) -> Result<(Person, Operator, Preferences), Broken> {
    let operator = session.directory.operator(session.me).cloned();
    let operator =
        operator.ok_or_else(|| Broken::new("whoever is signed in stands in the directory", "he does not"))?;
    Ok((person.clone(), operator, session.preferences.clone()))
}
