//! Passwords are changed by whoever knows them, and given by an administrator.

use crate::on_both_databases;
use crate::person::{Answered, Person, read, sign_in};
use crate::site::Site;
use desk_contract::Refusal;
use desk_contract::id::OperatorId;
use desk_contract::wire::questions::{ChangePassword, GiveAccount, ListAccounts};
use desk_contract::wire::{Ask, Fault, GivenAccount, NewAccount, NewPassword};

async fn changes(who: &Person, old: &str, new: &str) -> Answered<()> {
    let question = ChangePassword::QUESTION;
    let said = NewPassword { old: old.to_owned(), new: new.to_owned() };
    let answer = who.ask(question.method, &question.full_path()).json(&said).send().await.unwrap();
    if answer.status() == 204 { Ok(()) } else { read::<()>(answer).await }
}

async fn gives(who: &Person, operator: OperatorId, login: &str) -> Answered<GivenAccount> {
    let path = GiveAccount::QUESTION.address(&[&operator]).unwrap();
    let asked = who.ask(GiveAccount::QUESTION.method, &path).json(&NewAccount { login: login.to_owned() });
    read(asked.send().await.unwrap()).await
}

on_both_databases! {
    /// The old one is worth nothing then, and whoever else was signed in by it is out.
    async fn a_password_is_changed_by_whoever_knows_it(site: Site) {
        let people = site.people().await;
        let (login, old) = (&site.administrator.login, &site.administrator.password);
        let elsewhere = site.admin().await;
        let wrong = changes(&people.admin, "guessed", "a-longer-one").await.unwrap_err();
        assert_eq!(wrong.fault(), Some(Fault::WrongPassword));
        let short = changes(&people.admin, old, "short").await.unwrap_err();
        assert_eq!(short.fault(), Some(Fault::Unprocessable));
        changes(&people.admin, old, "a-longer-one").await.unwrap();
        people.admin.session().await;
        let no = elsewhere.get::<ListAccounts>(&[], &()).await.unwrap_err();
        assert_eq!(no.fault(), Some(Fault::NotSignedIn));
        assert_eq!(sign_in(&site.address(), login, old).await.status(), 401);
        assert_eq!(sign_in(&site.address(), login, "a-longer-one").await.status(), 200);
    }

    /// A new account signs its operator out wherever he was, and a name is one operator's.
    async fn an_administrator_gives_accounts(site: Site) {
        let people = site.people().await;
        let (anna, boris) = (people.anna.id().await, people.boris.id().await);
        assert_eq!(gives(&people.anna, boris, "b").await.unwrap_err().refusal(), Some(Refusal::NotYourPart));
        let no = people.anna.get::<ListAccounts>(&[], &()).await.unwrap_err();
        assert_eq!(no.refusal(), Some(Refusal::NotYourPart));
        let given = gives(&people.admin, anna, " Smirnova ").await.unwrap();
        assert_eq!(given.login, "smirnova");
        assert_eq!(sign_in(&site.address(), "Smirnova", &given.password).await.status(), 200);
        assert_eq!(people.anna.get::<ListAccounts>(&[], &()).await.unwrap_err().fault(), Some(Fault::NotSignedIn));
        let taken = gives(&people.admin, boris, "smirnova").await.unwrap_err();
        assert_eq!(taken.refusal(), Some(Refusal::AlreadyExists));
        let spaced = gives(&people.admin, boris, "b b").await.unwrap_err();
        assert_eq!(spaced.fault(), Some(Fault::Unprocessable));
        let known = people.admin.get::<ListAccounts>(&[], &()).await.unwrap();
        assert!(known.iter().any(|account| account.operator == anna && account.login == "smirnova"));
    }
}
