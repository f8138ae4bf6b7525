// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include "models/edit_model.h"
#include "models/words.h"
#include "ui/common/look.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/pending_button.h"

#include <QLocale>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using store::Fate;

namespace {

// What was decided or is of another account is nobody's business here, as in the outbox.
bool isWaiting(const store::State &state, const store::Edit &edit)
{
    if (!models::isListed(edit) || models::isOfAnother(state, edit))
        return false;
    switch (edit.fate) {
    case Fate::Draft:
    case Fate::Sending:
    case Fate::NoAnswer:
    case Fate::Queued:
    case Fate::Held:
    case Fate::Conflict:
        return true;
    case Fate::Accepted:
    case Fate::Rejected:
        return false;
    }
    return false;
}

void present(StateLabel *label, bool shown, Shape shape, const QString &word, const QColor &color)
{
    label->setVisible(shown);
    if (shown)
        label->setState(shape, word, color);
}

} // namespace

StatusLine::StatusLine(const store::Store &store, const session::Sessions &sessions,
                       QWidget *parent)
    : QStatusBar(parent)
    , m_store(store)
    , m_sessions(sessions)
    , m_live(new StateLabel(this))
    , m_other(new StateLabel(this))
    , m_offline(new StateLabel(this))
    , m_edits(new PendingButton(this))
    , m_conflicts(new PendingButton(this))
    , m_selected(makeLabel({}, "soft", this))
    , m_rate(makeLabel({}, "soft", this))
    , m_age(makeLabel({}, "soft", this))
{
    setSizeGripEnabled(false);
    setContentsMargins(space::small, 2, space::medium, 2);
    setAccessibleName(tr("Status"));
    for (StateLabel *label : { m_live, m_other, m_offline })
        addWidget(label);
    m_edits->setObjectName(u"outboxButton"_s);
    m_edits->setToolTip(tr("Changes of yours that are not settled: opens the outbox "
                           "(Ctrl+Shift+O)"));
    m_conflicts->setObjectName(u"conflictsButton"_s);
    m_conflicts->setToolTip(tr("Others changed the same as you: opens those in the outbox"));
    addPermanentWidget(m_edits);
    addPermanentWidget(m_conflicts);
    addPermanentWidget(m_selected);
    addPermanentWidget(m_rate);
    addPermanentWidget(m_age);
    for (QWidget *one : std::initializer_list<QWidget *>{ m_selected, m_rate, m_age })
        one->setContentsMargins(space::small, 0, 0, 0);
    m_rate->setFont(monoFont(font()));
    m_age->setFont(monoFont(font()));
    m_rate->setToolTip(tr("Events a second from all servers"));
    m_age->setToolTip(tr("How long ago any server last said anything"));
    m_seenAt = store.clock().now();
    m_timer.setInterval(milliseconds(500));
    connect(&m_timer, &QTimer::timeout, this, &StatusLine::refresh);
    m_timer.start();
    connect(this, &QStatusBar::messageChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            refreshConnections();
    });
    setSelection(0, 0);
    setOutbox(0, 0, 0);
    refresh();
}

void StatusLine::setSelection(int selected, int shown)
{
    m_selected->setText(selected > 0
                            ? tr("%1 of %2 selected").arg(countText(selected), countText(shown))
                            : QString());
    m_selected->setVisible(selected > 0);
}

int StatusLine::waitingEdits() const
{
    const store::State &state = m_store.state();
    return int(std::ranges::count_if(
        state.edits, [&state](const store::Edit &edit) { return isWaiting(state, edit); }));
}

int StatusLine::waitingEdits(const ServerId &server) const
{
    const store::State &state = m_store.state();
    return int(std::ranges::count_if(state.edits, [&](const store::Edit &edit) {
        return edit.server == server && isWaiting(state, edit);
    }));
}

void StatusLine::setOutbox(int listed, int rejected, int conflicts)
{
    const QString text = rejected > 0
        ? tr("Outbox %1 (%n rejected)", nullptr, rejected).arg(countText(listed))
        : tr("Outbox %1").arg(countText(listed));
    m_edits->setFace(rejected > 0     ? Shape::Cross
                         : listed > 0 ? Shape::Cloud
                                      : Shape::None,
                     text,
                     rejected > 0     ? &Theme::failed
                         : listed > 0 ? &Theme::local
                                      : &Theme::textSoft);
    m_conflicts->setFace(Shape::Diamond, tr("Conflicts %1").arg(countText(conflicts)),
                         &Theme::attention);
    m_conflicts->setVisible(conflicts > 0);
}

void StatusLine::refresh()
{
    refreshConnections();
    refreshRate();
    refreshAge();
    Q_EMIT beat();
}

void StatusLine::refreshConnections()
{
    using Tone = ConnectionFace::Tone;
    if (!currentMessage().isEmpty())
        return; // the message has their place
    const Theme &theme = themeOf(palette());
    const Instant now = m_store.clock().now();
    int live = 0;
    int down = 0;
    int other = 0;
    ConnectionFace last;
    ConnectionFace good;
    ConnectionFace bad;
    for (const session::Session *session : m_sessions.all()) {
        const ConnectionFace face = faceOf(session->connection(), now);
        if (face.tone == Tone::Good)
            ++live, good = face;
        else if (face.tone == Tone::Bad)
            ++down, bad = face;
        else
            ++other, last = face;
    }
    const bool none = m_sessions.all().empty();
    if (m_sessions.isOffline()) { // one word for all of them
        present(m_live, false, {}, {}, {});
        present(m_offline, false, {}, {}, {});
        present(m_other, true, Shape::Pause, tr("Working offline"), theme.textSoft);
        return;
    }
    present(m_live, live > 0, live == 1 ? good.shape : Shape::Dot,
            live == 1 && m_sessions.all().size() == 1 ? good.word : tr("%n live", nullptr, live),
            theme.done);
    // What only a person can mend is told in its own words: a sign-in, a session that expired.
    const bool own = down == 1 && (bad.shape != Shape::Cross || m_sessions.all().size() == 1);
    present(m_offline, down > 0, down == 1 ? bad.shape : Shape::Cross,
            own ? bad.word : tr("%n offline", nullptr, down), theme.failed);
    present(m_other, other > 0 || none, none ? Shape::Ring : last.shape,
            none             ? tr("No server")
                : other == 1 ? last.word
                             : tr("%n not live", nullptr, other),
            none ? theme.textSoft : toneColor(last.tone, theme));
}

void StatusLine::refreshRate()
{
    const Instant now = m_store.clock().now();
    const double passed = duration<double>(now - m_seenAt).count();
    if (passed < 0.4)
        return;
    const quint64 seen = m_store.state().eventsSeen;
    // A second's worth of smoothing keeps the figure readable.
    m_perSecond = 0.5 * m_perSecond + 0.5 * double(seen - m_seen) / passed;
    m_seen = seen;
    m_seenAt = now;
    const double rate = m_perSecond < 0.5 ? 0 : m_perSecond;
    m_rate->setText(tr("%1 events/s").arg(countText(qRound64(rate))));
}

void StatusLine::refreshAge()
{
    std::optional<WallTime> newest;
    const auto hear = [&newest](const std::optional<WallTime> &time) {
        if (time && (!newest || *time > *newest))
            newest = time;
    };
    for (const store::ServerState &server : m_store.state().servers)
        hear(server.lastHeard);
    for (const session::Session *session : m_sessions.all())
        hear(session->connection().lastMessageWall);
    if (!newest)
        return m_age->setText(tr("no message yet"));
    const bool reached
        = std::ranges::any_of(m_store.state().servers, [](const store::ServerState &server) {
              return server.freshness == store::Freshness::Live
                  || server.freshness == store::Freshness::Polling;
          });
    if (!reached)
        return m_age->setText(
            tr("as of %1").arg(models::heardText(*newest, m_store.clock().wall())));
    const auto age = m_store.clock().wall() - *newest;
    m_age->setText(age < 10s ? tr("last %1 s")
                                   .arg(QLocale().toString(
                                       std::max(0.0, duration<double>(age).count()), 'f', 1))
                             : tr("last %1").arg(models::ageText(*newest, m_store.clock().wall())));
}

void StatusLine::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void StatusLine::paintEvent(QPaintEvent *event)
{
    // The style would draw frames round every item.
    QPainter painter(this);
    const Theme &theme = themeOf(palette());
    painter.fillRect(event->rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    if (currentMessage().isEmpty())
        return;
    paintText(painter, rect().adjusted(space::medium, 0, -space::medium, 0),
              { currentMessage(), theme.text });
}

} // namespace fw::ui
