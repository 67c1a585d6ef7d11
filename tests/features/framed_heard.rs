//! E2: who around the desk is heard, and that each request has one answer.

use crate::framed_talk::{A_WHILE, framed, greets};
use desk_tests::{World, desk_test};
use serde_json::{Value, json};

/// E2: whatever is posted over the port, each request has one answer.
#[test]
fn e2_every_request_is_answered_once_whatever_comes() {
    desk_test(framed(), async |anna| {
        greets(anna).await?;
        let script = "greetsRaw();
            const ask = (id, type, payload, more) =>
                rawPort.postMessage({ source: 'host', v: 1, kind: 'request', id, type, payload, ...more });
            ask('twice', 'contact.open', { account: '@ks_golub' });
            ask('twice', 'contact.open', { account: '@ks_golub' });
            ask('unknown', 'desk.destroy', {});
            ask('version', 'theme.set', { theme: 'dark' }, { v: 9 });
            ask('bad', 'call.dial', null);
            const round = {}; round.round = round;
            ask('round', 'theme.set', round);
            rawPort.postMessage('host.hello'); rawPort.postMessage(null); rawPort.postMessage(12n);
            rawPort.postMessage({ source: 'operator-desk', v: 1, kind: 'request', id: 'mine', type: 'theme.set' });
            ask('long', 'contact.open', { account: 'a'.repeat(20000) });
            ask('last', 'locale.set', { locale: 'ru' });";
        anna.around(script, Vec::new()).await?;
        let answers = "return raw.filter(it => it.kind === 'response').map(it => `${it.replyTo} ${it.payload.code ?? 'ok'}`)";
        let answered = async || {
            let answers = anna.around(answers, Vec::new()).await?;
            let answers: Vec<_> = answers.as_array().into_iter().flatten().cloned().collect();
            let is_last = |it: &Value| it.as_str().is_some_and(|it| it.starts_with("twice"));
            Ok((answers.iter().any(is_last) && answers.len() >= 6).then_some(()))
        };
        anna.until("the answers", answered).await?;
        tokio::time::sleep(A_WHILE).await;
        let answers = anna.around(answers, Vec::new()).await?;
        let mut answers: Vec<_> =
            answers.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        answers.sort_unstable();
        let expected = [
            "bad malformed",
            "last ok",
            "raw-hello ok",
            "twice ok",
            "unknown unknown_type",
            "version unknown_version",
        ];
        assert_eq!(answers, expected);
        Ok(())
    });
}

/// E2: who is not the page right around the desk is not heard, and nobody is heard on the window but by a greeting.
#[test]
fn e2_a_frame_beside_is_not_heard_and_the_window_hears_a_greeting_alone() {
    desk_test(framed(), async |anna| {
        greets(anna).await?;
        let script = "window.besideHeard = [];
            const beside = document.createElement('iframe');
            beside.srcdoc = `<script>
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = ({ data }) => parent.besideHeard.push(data);
                const ask = (type, payload) => ({ source: 'host', v: 1, kind: 'request', id: type, type, payload });
                parent.frames[0].postMessage(ask('host.hello', {}), '*', [port2]);
                port1.postMessage(ask('theme.set', { theme: 'dark' }));
                parent.frames[0].postMessage(ask('theme.set', { theme: 'dark' }), '*');
                parent.besideHeard.push('has posted');
            </` + `script>`;
            document.body.append(beside);
            frame.contentWindow.postMessage(
                { source: 'host', v: 1, kind: 'request', id: '1', type: 'theme.set', payload: { theme: 'dark' } }, origin);
            frame.contentWindow.postMessage(
                { source: 'host', v: 1, kind: 'request', id: '2', type: 'host.hello', payload: {} }, origin);";
        anna.around(script, Vec::new()).await?;
        let has_posted = async || {
            let said = anna.around("return besideHeard.length", Vec::new()).await?;
            Ok((said != json!(0)).then_some(()))
        };
        anna.until("the frame beside", has_posted).await?;
        tokio::time::sleep(A_WHILE).await;
        assert_eq!(anna.around("return besideHeard", Vec::new()).await?, json!(["has posted"]));
        assert!(!anna.is_dark().await?);
        // The greeting without a port is told so, and the talk goes on over the port that is there.
        let no = "return posted.filter(it => it.data.kind === 'response').map(it => it.data.payload.code)";
        assert_eq!(anna.around(no, Vec::new()).await?, json!(["no_port"]));
        assert!(anna.host_asks("theme.set", json!({ "theme": "dark" })).await?.is_ok());
        let dark = async || Ok(anna.is_dark().await?.then_some(()));
        Ok(anna.until("the dark theme", dark).await?)
    });
}

/// E2: a page that is not listed is told nothing and is not heard.
#[test]
fn e2_a_page_that_is_not_listed_is_told_nothing() {
    desk_test(World::still().in_a_frame(false), async |anna| {
        anna.goes_where_it_is_hosted().await?;
        anna.sees("Очередь").await?;
        anna.around("greetsRaw(); rawPort.postMessage({ source: 'host', v: 1, kind: 'request', id: '1', type: 'theme.set', payload: { theme: 'dark' } })", Vec::new()).await?;
        tokio::time::sleep(A_WHILE).await;
        assert_eq!(anna.around("return [posted.length, raw.length]", Vec::new()).await?, json!([0, 0]));
        assert!(!anna.is_dark().await?);
        Ok(())
    });
}
