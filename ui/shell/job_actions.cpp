// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_actions.h"

#include "models/job_facts.h"
#include "ui/common/confirm_dialog.h"

#include <QMenu>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::JobKey;
using wire::JobAction;

namespace {

constexpr auto everyAction = std::to_array({ JobAction::Cancel, JobAction::Pause, JobAction::Resume,
                                             JobAction::Retry, JobAction::Prioritise });

/// The job's name, with its id where its server has another of this name.
QString unmistakable(const store::State &state, const JobKey &key)
{
    const store::JobEntry *entry = state.find(key);
    if (!entry)
        return key.job.text;
    const QString name = models::jobName(state, *entry);
    const auto same = std::ranges::count_if(state.jobs, [&](const store::JobEntry &other) {
        return other.server == key.server && other.job.name == entry->job.name;
    });
    return same > 1 && name != key.job.text
        ? JobActions::tr("%1 (%2)", "a job, its id").arg(name, key.job.text)
        : name;
}

void show(QAction *action, const Gate &gate, const QString &usual)
{
    action->setEnabled(gate.enabled);
    const QString tip = gate.reason.isEmpty() ? usual : usual + u"\n"_s + gate.reason;
    action->setToolTip(tip);
    action->setStatusTip(gate.reason.isEmpty() ? usual : gate.reason);
}

} // namespace

JobActions::JobActions(const store::Store &store, session::Sessions &sessions, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_sessions(sessions)
    , m_window(window)
{
    makeActions();
    refresh();
}

void JobActions::makeActions()
{
    const auto make = [this](JobAction kind, const QString &text, const QKeySequence &keys) {
        auto *one = new QAction(text, this);
        one->setShortcut(keys);
        one->setObjectName(wire::actionWord(kind));
        connect(one, &QAction::triggered, this, [this, kind] { trigger(kind, 0); });
        m_actions[size_t(kind)] = one;
    };
    make(JobAction::Cancel, tr("&Cancel job…"), QKeySequence(Qt::Key_Delete));
    make(JobAction::Pause, tr("&Pause"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_P));
    make(JobAction::Resume, tr("Res&ume"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_U));
    make(JobAction::Retry, tr("&Retry"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_R));
    make(JobAction::Prioritise, tr("Pr&iority"), {});
    const std::pair<QString, int> steps[] = { { tr("&Next in line (100)"), 100 },
                                              { tr("&High (50)"), 50 },
                                              { tr("&Usual (0)"), 0 },
                                              { tr("&Low (-50)"), -50 } };
    for (const auto &[text, value] : steps) {
        auto *step = new QAction(text, this);
        connect(step, &QAction::triggered, this,
                [this, value = value] { trigger(JobAction::Prioritise, value); });
        m_priorities << step;
    }
}

QAction *JobActions::action(JobAction action) const
{
    return m_actions[size_t(action)];
}

void JobActions::setSelection(const QList<JobKey> &keys)
{
    m_keys = keys;
    refresh();
}

void JobActions::setTrouble(const QString &why)
{
    m_trouble = why;
    refresh();
}

GateJob JobActions::gateJob(const JobKey &key, JobAction action) const
{
    GateJob result;
    if (const store::JobEntry *entry = m_store.state().find(key))
        result.state = entry->job.state;
    if (const session::Session *session = m_sessions.find(key.server)) {
        result.serverName = session->profile().name;
        result.capability = session->capabilities().action(action);
    } else if (const store::ServerState *server = m_store.state().server(key.server)) {
        result.serverName = server->name;
        result.capability.reason = u"notConnected"_s;
    }
    return result;
}

void JobActions::refresh()
{
    for (const JobAction kind : everyAction) {
        std::vector<GateJob> jobs;
        for (const JobKey &key : std::as_const(m_keys))
            jobs.push_back(gateJob(key, kind));
        Gate gate = gateFor(kind, jobs);
        if (gate.enabled && !m_trouble.isEmpty())
            gate = { false, 0, m_trouble };
        const QString usual = gate.applies > 1
            ? tr("%1: %n job(s)", nullptr, gate.applies).arg(actionVerb(kind))
            : actionVerb(kind);
        show(action(kind), gate, usual);
        if (kind == JobAction::Prioritise) {
            for (QAction *step : std::as_const(m_priorities))
                show(step, gate, usual);
        }
    }
}

QMenu *JobActions::makeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const JobAction kind : { JobAction::Pause, JobAction::Resume, JobAction::Retry })
        menu->addAction(action(kind));
    QMenu *priority = menu->addMenu(tr("Pr&iority"));
    priority->setToolTipsVisible(true);
    priority->addActions(m_priorities);
    menu->addAction(action(JobAction::Cancel));
    menu->addSeparator();
    return menu;
}

QList<JobKey> JobActions::applicable(JobAction action) const
{
    QList<JobKey> keys;
    for (const JobKey &key : m_keys) {
        const GateJob job = gateJob(key, action);
        if (job.capability.offered && stateAllows(job.state, action))
            keys << key;
    }
    return keys;
}

void JobActions::trigger(JobAction action, int priority)
{
    const QList<JobKey> keys = applicable(action);
    if (keys.isEmpty())
        return;
    if (action == JobAction::Cancel)
        confirmCancel(keys);
    else
        send(keys, action, priority);
}

void JobActions::confirmCancel(const QList<JobKey> &keys)
{
    Confirmation what;
    const int count = int(keys.size());
    what.title = count == 1
        ? tr("Cancel %1?", "a job").arg(unmistakable(m_store.state(), keys.first()))
        : tr("Cancel %n job(s)?", nullptr, count);
    const auto retries = std::ranges::count_if(keys, [this](const JobKey &key) {
        return gateJob(key, JobAction::Retry).capability.offered;
    });
    const QString stops = tr("The server is asked to stop the work.");
    const QString after = retries == count ? tr("What is cancelled can be retried there.")
        : retries == 0                     ? tr("What is cancelled cannot be retried there.")
                       : tr("Not every server here can retry what is cancelled.");
    what.consequence = stops + u' ' + after;
    for (const JobKey &key : keys)
        what.objects << tr("%1 on %2", "a job, its server")
                            .arg(unmistakable(m_store.state(), key),
                                 models::serverName(m_store.state(), key.server));
    what.go = tr("&Cancel %n job(s)", nullptr, count);
    what.stay = tr("&Do not cancel");
    auto *dialog = new ConfirmDialog(what, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, keys] { send(keys, JobAction::Cancel, 0); });
    dialog->open();
}

void JobActions::send(const QList<JobKey> &keys, JobAction action, int priority)
{
    int count = 0;
    for (const JobKey &key : keys) {
        session::Session *session = m_sessions.find(key.server);
        if (!session)
            continue;
        session->send(wire::ControlJob{ {}, key.job, action, priority, {} });
        ++count;
    }
    Q_EMIT sent(action, count);
}

} // namespace fw::ui
