//! What the desk is set up with, and who may change it (E6, E7, A1, A2).

use crate::check::{Held, checks, ensure, same};
use crate::dice::id;
use crate::kit::Kit;
use crate::person::Person;
use desk_contract::Slice;
use desk_contract::automation::{Conditions, Rule};
use desk_contract::campaign::Campaign;
use desk_contract::command::{RemoveEntry, SaveEntry};
use desk_contract::directory::{Entry, EntryRef, Mailbox, OutcomeEntry, QuickReply, Topic, Widget};
use desk_contract::form::Form;
use desk_contract::id::*;
use desk_contract::operator::{Group, Operator, Role};
use desk_contract::script::{Script, Step, Transition};
use desk_contract::wire::questions::ReadDirectory;

checks! {
    "setting_up.sound" [E7] "an entry that would mislead is refused with the reason" => sound;
    "setting_up.versions" [E7 U1] "who changes an entry that somebody changed meanwhile is told" => versions;
    "setting_up.removing" [E7] "what appeals refer to stays, what may be offered no more is put away, the rest goes" => removing;
    "setting_up.rules" [A1 A2] "an automatic action has a text that fits, and conditions that exist" => rules;
    "setting_up.rights" [E6 E7] "an operator sets up nothing, a supervisor words and actions, an administrator all" => rights;
    "setting_up.settings" [E7] "the desk's settings are changed by an administrator, and soundly" => settings;
    "setting_up.last_administrator" [E6] "an administrator remains" => last_administrator;
}

fn saved(entry: Entry) -> SaveEntry {
    SaveEntry { entry, seen: None }
}

async fn sound(kit: &mut Kit) -> Held {
    let admin = kit.admin.clone();
    let (title, things) = (kit.things.title("unsound"), kit.things.clone());
    let group = |title: &str| {
        let (id, title) = (id(GroupId::new), title.to_owned());
        Entry::Group(Group { id, title, waiting_target_ms: 1_000, answering_target_ms: None })
    };
    let reply = |text: &str, groups| {
        let (id, title, text) = (id(QuickReplyId::new), title.clone(), text.to_owned());
        Entry::QuickReply(QuickReply { id, title, text, groups })
    };
    let mailbox = |address: &str, owner| {
        let (id, address) = (id(MailboxId::new), address.to_owned());
        Entry::Mailbox(Mailbox { id, address, owner, is_authorised: true })
    };
    let topic = |id, parent| Entry::Topic(Topic { id, title: title.clone(), parent, is_put_away: false });
    let nowhere = Transition { title: "в никуда".to_owned(), to: id(StepId::new) };
    let step = Step {
        id: id(StepId::new),
        title: "Шаг".to_owned(),
        text: String::new(),
        transitions: vec![nowhere],
    };
    let nobody = Operator {
        id: id(OperatorId::new),
        name: title.clone(),
        groups: vec![id(GroupId::new)],
        role: Role::Operator,
        presence: Default::default(),
    };
    for (entry, code) in [
        (group(" "), "empty_name"),
        (group(&"Ж".repeat(201)), "name_too_long"),
        (reply(" ", Vec::new()), "empty_text"),
        (reply("Здравствуйте", vec![id(GroupId::new)]), "unknown_group"),
        (mailbox("kotova", None), "bad_mail_address"),
        (mailbox("kotova@example.org", Some(id(OperatorId::new))), "unknown_operator"),
        (topic(id(TopicId::new), Some(id(TopicId::new))), "unknown_topic"),
        (topic(things.topics[0], Some(things.topics[1])), "topic_under_itself"),
        (
            Entry::Script(Script { id: id(ScriptId::new), title: title.clone(), steps: vec![step] }),
            "broken_script",
        ),
        (Entry::Form(Form { id: id(FormId::new), title: title.clone(), fields: Vec::new() }), "broken_form"),
        (
            Entry::Campaign(Campaign {
                id: id(CampaignId::new),
                title: title.clone(),
                group: id(GroupId::new),
            }),
            "unknown_group",
        ),
        (
            Entry::Widget(Widget {
                id: id(WidgetId::new),
                title: title.clone(),
                entry_points: vec![id(EntryPointId::new)],
            }),
            "unknown_entry_point",
        ),
        (Entry::Operator(nobody), "unknown_group"),
    ] {
        kit.model.refuses(&admin, saved(entry), code).await?;
    }
    kit.model.refuses(&kit.connector.clone(), saved(group(&title)), "not_your_part").await?;
    let read = admin.must::<ReadDirectory>(&[], &()).await?;
    same("the directory, as its events tell it", kit.model.world.directory(), &read)
}

async fn versions(kit: &mut Kit) -> Held {
    let admin = kit.admin.clone();
    let reply = |text: &str, kit: &Kit| {
        let (id, title) = (kit.things.reply, kit.things.title("greeting"));
        Entry::QuickReply(QuickReply { id, title, text: text.to_owned(), groups: vec![kit.things.support] })
    };
    let before = kit.model.world.directory().entry(EntryRef::QuickReply(kit.things.reply));
    let (first, second) = (reply("Добрый день!", kit), reply("Привет!", kit));
    kit.model.grants(&admin, SaveEntry { entry: first.clone(), seen: before.clone() }).await?;
    kit.model.grants(&admin, SaveEntry { entry: first.clone(), seen: before.clone() }).await?;
    kit.model.refuses(&admin, SaveEntry { entry: second.clone(), seen: before }, "changed").await?;
    kit.model.grants(&admin, SaveEntry { entry: second, seen: Some(first) }).await.map(drop)
}

async fn removing(kit: &mut Kit) -> Held {
    let admin = kit.admin.clone();
    let (widget, outcome, topic) = (id(WidgetId::new), id(OutcomeId::new), id(TopicId::new));
    let title = kit.things.title("soon gone");
    let stays = [
        EntryRef::Group(kit.things.sales),
        EntryRef::EntryPoint(kit.things.lines[0]),
        EntryRef::DealStage(kit.things.stages[0]),
        EntryRef::Campaign(kit.things.campaign),
    ];
    for entry in [
        Entry::Widget(Widget { id: widget, title: title.clone(), entry_points: Vec::new() }),
        Entry::Outcome(OutcomeEntry { id: outcome, title: title.clone(), is_put_away: false }),
        Entry::Topic(Topic { id: topic, title, parent: None, is_put_away: false }),
    ] {
        kit.model.grants(&admin, saved(entry)).await?;
    }
    for entry in [EntryRef::Widget(widget), EntryRef::Outcome(outcome), EntryRef::Topic(topic)] {
        for _ in 0..2 {
            kit.model.grants(&admin, RemoveEntry { entry }).await?;
        }
    }
    for entry in stays {
        kit.model.refuses(&admin, RemoveEntry { entry }, "still_referred_to").await?;
    }
    kit.model.refuses(&kit.connector.clone(), RemoveEntry { entry: stays[0] }, "not_your_part").await
}

async fn rules(kit: &mut Kit) -> Held {
    let admin = kit.admin.clone();
    let rule = |text: &str, conditions: Conditions, kit: &Kit| {
        let text =
            text.parse().map_err(|_| crate::check::Broken::not_tried(format!("`{text}` is no template")))?;
        Ok::<_, crate::check::Broken>(Entry::Rule(Rule {
            id: kit.things.rules[0],
            title: kit.things.title("thanks"),
            is_on: true,
            conditions,
            text,
        }))
    };
    let ours = Conditions { groups: vec![kit.things.support], only_answered: true, ..Conditions::default() };
    for (text, conditions, code) in [
        (" ".to_owned(), ours.clone(), "empty_text"),
        ("Ж".repeat(671), ours.clone(), "sms_too_long"),
        (
            "Спасибо".to_owned(),
            Conditions { groups: vec![id(GroupId::new)], ..ours.clone() },
            "unknown_group",
        ),
        (
            "Спасибо".to_owned(),
            Conditions { entry_points: vec![id(EntryPointId::new)], ..ours.clone() },
            "unknown_entry_point",
        ),
        (
            "Спасибо".to_owned(),
            Conditions { outcomes: vec![id(OutcomeId::new)], ..ours.clone() },
            "unknown_outcome",
        ),
    ] {
        let entry = rule(&text, conditions, kit)?;
        kit.model.refuses(&admin, saved(entry), code).await?;
    }
    let entry = rule("{client_first_name}, спасибо за звонок! {company}", ours.clone(), kit)?;
    kit.model.grants(&admin, saved(entry)).await?;
    // An unknown variable is no template at all: the request has the wrong shape.
    let known = rule("Спасибо {company}", ours, kit)?;
    let raw = kit
        .raw_with(&admin, &saved(known).into(), |body| *body = body.replace("{company}", "{weather}"))
        .await?;
    raw.is_fault("an unknown variable", desk_contract::wire::Fault::Unprocessable)
}

async fn rights(kit: &mut Kit) -> Held {
    let (admin, boris) = (kit.admin.clone(), kit.boris()?);
    let reply = QuickReply {
        id: id(QuickReplyId::new),
        title: kit.things.title("of Boris"),
        text: "Привет".to_owned(),
        groups: Vec::new(),
    };
    let group = Group {
        id: id(GroupId::new),
        title: kit.things.title("of Boris"),
        waiting_target_ms: 1_000,
        answering_target_ms: None,
    };
    let (reply, group) = (saved(Entry::QuickReply(reply.clone())), saved(Entry::Group(group)));
    let takes_out = |entry| RemoveEntry { entry };
    let rule = EntryRef::Rule(kit.things.rules[1]);
    for wish in [reply.clone(), group.clone()] {
        kit.model.refuses(&boris, wish, "not_your_part").await?;
    }
    kit.model.refuses(&boris, takes_out(rule), "not_your_part").await?;
    kit.model.settles().await?;
    kit.works_in(&boris, kit.things.support, Role::Supervisor).await?;
    kit.model.grants(&boris, reply.clone()).await?;
    kit.model.refuses(&boris, group, "not_your_part").await?;
    let held = overseeing(kit, &boris).await;
    if let Entry::QuickReply(it) = reply.entry {
        kit.model.grants(&admin, takes_out(EntryRef::QuickReply(it.id))).await?;
    }
    kit.works_in(&boris, kit.things.support, Role::Operator).await?;
    let mine = Mailbox {
        id: id(MailboxId::new),
        address: "boris@conformance.example".to_owned(),
        owner: boris.id(),
        is_authorised: true,
    };
    let colleagues = Mailbox { owner: kit.anna.id(), id: id(MailboxId::new), ..mine.clone() };
    kit.model.refuses(&boris, saved(Entry::Mailbox(colleagues)), "not_your_part").await?;
    kit.model.grants(&boris, saved(Entry::Mailbox(mine.clone()))).await?;
    kit.model.grants(&boris, takes_out(EntryRef::Mailbox(mine.id))).await?;
    held
}

/// A supervisor moves what his operators have.
async fn overseeing(kit: &mut Kit, boris: &Person) -> Held {
    let appeal = kit.anna_has("Кто главный?").await?;
    let returns = desk_contract::command::ReturnAppeal { appeal, comment: String::new() };
    kit.model.grants(boris, returns).await.map(drop)
}

async fn settings(kit: &mut Kit) -> Held {
    kit.is_trial()?;
    let (admin, anna) = (kit.admin.clone(), kit.anna.clone());
    let before = kit.model.world.directory().settings.clone();
    let mut unsafe_rooms = before.clone();
    unsafe_rooms.conference_base = "http://meet.example/".to_owned();
    kit.model.refuses(&admin, saved(Entry::Settings(unsafe_rooms)), "bad_link").await?;
    if anna.actor != admin.actor {
        kit.model.refuses(&anna, saved(Entry::Settings(before)), "not_your_part").await?;
    }
    let before = kit.sets(|settings| settings.company = "Conformance".to_owned()).await?;
    kit.puts_back(before).await
}

async fn last_administrator(kit: &mut Kit) -> Held {
    kit.is_trial()?;
    let admin = kit.admin.clone();
    let me = kit.model.operator(admin.id().unwrap_or_else(|| id(OperatorId::new)))?;
    let others = kit.model.world.directory().operators.iter();
    let is_alone = others.filter(|it| it.role == Role::Administrator).count() == 1;
    if !is_alone {
        return Err(crate::check::Broken::not_tried("there is more than one administrator"));
    }
    let less = saved(Entry::Operator(Operator { role: Role::Supervisor, ..me.clone() }));
    kit.model.refuses(&admin, less, "last_administrator").await?;
    let read = admin.must::<ReadDirectory>(&[], &()).await?;
    ensure(read.operator(me.id) == Some(&me), "the administrator is one still", "he is not")
}
