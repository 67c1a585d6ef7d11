//! What the people of a run do, by what they see: nothing is insisted on, for the desk may be in the middle of anything.

use desk_faults::Chance;
use desk_tests::{Browser, Colleague, Faulty, Key, Row, Unmet};
use std::time::Duration;

/// So many clients wait for an answer at once, and no more.
const MOST_OPEN: usize = 14;
/// So much is told of what somebody did before and after.
const BEFORE: usize = 12;
const AFTER: usize = 12;

/// An operator's day.
#[derive(Debug)]
pub(crate) struct Work {
    name: String,
    chance: Chance,
    /// What left the field, and in which appeal.
    pub(crate) written: Vec<(String, String)>,
    /// What was typed and perhaps did not leave.
    pub(crate) begun: Vec<String>,
    /// What was done beside writing, and how often.
    done: [(&'static str, u32); 6],
    /// What he did, and when.
    diary: Vec<String>,
    /// Why he stopped before the day was over.
    pub(crate) ended: Option<String>,
}

impl Work {
    pub(crate) fn of(name: &str, chance: Chance) -> Self {
        let done = ["took", "closed", "handed over", "gave back", "opened again", "loaded anew"];
        let (written, begun) = (Vec::new(), Vec::new());
        let (done, diary) = (done.map(|it| (it, 0)), Vec::new());
        Self { name: name.to_owned(), chance, written, begun, done, diary, ended: None }
    }

    /// What was done, in words.
    pub(crate) fn tally(&self) -> String {
        let done = self.done.iter().map(|(what, often)| format!("{what} {often}"));
        let done = done.collect::<Vec<_>>().join(", ");
        format!("wrote {}, began {} more, {done}", self.written.len(), self.begun.len())
    }

    /// What he did around the time when he wrote these words, or last.
    pub(crate) fn diary_around(&self, words: &str) -> String {
        let place = self.diary.iter().position(|it| it.contains(words)).unwrap_or(self.diary.len());
        let around = place.saturating_sub(BEFORE)..self.diary.len().min(place + AFTER);
        self.diary.get(around).unwrap_or_default().join("\n")
    }

    /// Works until the day is over.
    pub(crate) async fn lasts(&mut self, desk: &Faulty, browser: &Browser, who: &Colleague) {
        let mut reloads = 0;
        while !desk.is_over.get() && self.ended.is_none() {
            tokio::time::sleep(self.chance.between(50, 500)).await;
            if who.reloads.get() != reloads {
                reloads = who.reloads.get();
                self.did("loaded anew");
                // What comes instead of the page is looked at below.
                _ = browser.reload().await;
            }
            self.ended = self.does_something(desk, browser).await.err().map(|Unmet(why)| why);
        }
    }

    /// For whoever wants to know how it came.
    fn notes_down(&mut self, what: String) {
        self.diary.push(format!("{} {what}", chrono::Utc::now().format("%T%.3f")));
    }

    fn did(&mut self, what: &str) {
        self.notes_down(what.to_owned());
        self.done.iter_mut().filter(|it| it.0 == what).for_each(|it| it.1 += 1);
    }

    async fn does_something(&mut self, desk: &Faulty, browser: &Browser) -> Result<(), Unmet> {
        if !is_there(browser).await? {
            self.notes_down("saw no desk".to_owned());
            return Ok(());
        }
        // Whatever was left open by an attempt before.
        browser.hits(Key::Escape).await?;
        let queue = browser.queue().await?;
        let mine: Vec<Row> = browser.list().await?.into_iter().flat_map(|day| day.rows).collect();
        let lot = self.chance.below(100);
        if mine.is_empty() || (lot < 22 && !queue.is_empty() && mine.len() < 6) {
            return self.takes(browser, &queue).await;
        }
        let Some(row) = self.chance.one_of(&mine) else { return Ok(()) };
        if !browser.tries_to_follow(&row.path).await? {
            return Ok(());
        }
        match lot {
            22..74 => self.writes(browser, "Сообщение").await,
            74..84 => self.leaves_note(browser).await,
            84..89 => self.hands_over(desk, browser).await,
            89..91 => self.gives_back(browser).await,
            91..94 => self.opens_again(browser).await,
            94.. if mine.len() > 1 => self.closes(browser).await,
            _ => self.writes(browser, "Сообщение").await,
        }
    }

    async fn takes(&mut self, browser: &Browser, queue: &[Row]) -> Result<(), Unmet> {
        let Some(row) = self.chance.one_of(queue) else { return Ok(()) };
        let took = browser.tries("button", "Принять", Some("Очередь")).await?
            || browser.tries_to_follow(&row.path).await?
                && browser.tries_a_while("button", "Взять в работу", Some("Обращение")).await?;
        if took {
            self.did("took");
            // He does not wait for the answer: the desk shows it as taken.
            self.writes(browser, "Сообщение").await?;
        }
        Ok(())
    }

    /// Words that nobody else writes and that begin no others.
    fn words(&self) -> String {
        format!("{} пишет {}.", self.name, self.written.len() + self.begun.len())
    }

    async fn writes(&mut self, browser: &Browser, field: &str) -> Result<(), Unmet> {
        let words = self.words();
        if !browser.tries_to_write(field, &words).await? {
            return Ok(());
        }
        let path = browser.path().await?;
        browser.hits(Key::Enter).await?;
        self.notes_down(format!("wrote «{words}» in {path}"));
        if browser.comes_to_be_empty(field).await? {
            if !browser.shows_message(&words).await? {
                let focus = browser.focus().await.ok().flatten();
                self.notes_down(format!("does not see «{words}» in the chat; the focus is on {focus:?}"));
            }
            self.written.push((path, words));
        } else {
            self.begun.push(words);
        }
        Ok(())
    }

    async fn leaves_note(&mut self, browser: &Browser) -> Result<(), Unmet> {
        if browser.tries_a_while("radio", "Заметка", None).await? {
            self.writes(browser, "Заметка для коллег").await?;
            browser.tries("radio", "Клиенту", None).await?;
        }
        Ok(())
    }

    async fn hands_over(&mut self, desk: &Faulty, browser: &Browser) -> Result<(), Unmet> {
        let others: Vec<_> = desk.colleagues.iter().filter(|it| it.name != self.name).collect();
        let to = self.chance.one_of(&others).map(|it| it.name.clone()).unwrap_or_default();
        let form = Some("Перевести обращение");
        if browser.tries_a_while("button", "Перевести", Some("Обращение")).await?
            && browser.tries_to_write("Кому", &to).await?
            && browser.tries_a_while("option", &to, form).await?
            && browser.tries_a_while("button", "Перевести", form).await?
        {
            self.did("handed over");
        }
        Ok(())
    }

    async fn gives_back(&mut self, browser: &Browser) -> Result<(), Unmet> {
        if browser.tries_a_while("button", "Ещё действия", Some("Обращение")).await?
            && browser.tries_a_while("option", "Вернуть в очередь", None).await?
            && browser.tries_to_write("Почему возвращаете", "Не моё").await?
            && browser.tries_a_while("button", "Вернуть в очередь", Some("Вернуть в очередь")).await?
        {
            self.did("gave back");
        }
        Ok(())
    }

    async fn closes(&mut self, browser: &Browser) -> Result<(), Unmet> {
        if browser.tries_a_while("button", "Закрыть", Some("Обращение")).await?
            && browser.tries_a_while("radio", "Вопрос решён", None).await?
            && browser.tries_a_while("button", "Закрыть обращение", None).await?
        {
            self.did("closed");
        }
        Ok(())
    }

    async fn opens_again(&mut self, browser: &Browser) -> Result<(), Unmet> {
        if !browser.tries("tab", "Закрытые", None).await? {
            return Ok(());
        }
        let rows: Vec<Row> = browser.list().await?.into_iter().flat_map(|day| day.rows).collect();
        if let Some(row) = self.chance.one_of(&rows)
            && browser.tries_to_follow(&row.path).await?
            && browser.tries_a_while("button", "Открыть снова", Some("Обращение")).await?
        {
            self.did("opened again");
        }
        browser.tries("tab", "В работе", None).await?;
        Ok(())
    }
}

/// Whether the desk is in front of him. What stands there instead after a broken load is loaded anew, as he would.
pub(crate) async fn is_there(browser: &Browser) -> Result<bool, Unmet> {
    if browser.is_seen("Очередь", None).await.unwrap_or(false) {
        // A part that could not be had.
        if browser.is_seen("Не удалось загрузить", None).await.unwrap_or(false) {
            browser.tries("button", "Повторить", None).await?;
        }
        return Ok(true);
    }
    if !browser.tries("button", "Повторить", None).await? {
        tokio::time::sleep(Duration::from_millis(700)).await;
        if !browser.is_seen("Очередь", None).await.unwrap_or(false) {
            // What comes instead is looked at the next time.
            _ = browser.reload().await;
        }
    }
    Ok(false)
}

/// Clients come and write until the day is over; answers how often.
pub(crate) async fn clients_come(desk: &Faulty, mut chance: Chance) -> Result<usize, Unmet> {
    let mut written = 0;
    while !desk.is_over.get() {
        tokio::time::sleep(chance.between(200, 1_800)).await;
        let appeals = desk.appeals.borrow().clone();
        let words = format!("Клиент пишет {written}.");
        match chance.one_of(&appeals) {
            Some(appeal) if appeals.len() >= MOST_OPEN || chance.below(3) > 0 => {
                // One who was answered and is gone may not write into what is closed.
                written += usize::from(desk.client_writes(*appeal, &words).await.is_ok());
            }
            _ => {
                desk.client_comes(&words).await?;
                written += 1;
            }
        }
    }
    Ok(written)
}
