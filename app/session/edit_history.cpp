// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/edit_history.h"

#include "session/session.h"
#include "store/outbox.h"

#include <QCoreApplication>
#include <QScopedValueRollback>

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;
using store::Edit;
using store::Fate;

namespace {

QString offerText(const QString &source)
{
    return QCoreApplication::translate("fw::wire::offer", source.toUtf8().constData());
}

const Edit *find(const store::State &state, const EditId &id)
{
    const auto found = std::ranges::find(state.edits, id, &Edit::id);
    return found == state.edits.end() ? nullptr : &*found;
}

bool isUsable(store::Freshness freshness)
{
    return freshness == store::Freshness::Live || freshness == store::Freshness::Polling;
}

// It was to take back what was not taken, and never left.
bool isNeedless(const store::State &state, const Edit &edit)
{
    if (edit.intent.undoes.isEmpty() || edit.fate != Fate::Held
        || edit.hold != store::Hold::Predecessor || edit.sent)
        return false;
    const Edit *undone = find(state, edit.intent.undoes);
    return undone && store::isSettled(undone->fate);
}

} // namespace

EditHistory::EditHistory(store::Store &store, Finder session, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_session(std::move(session))
{
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits)
            dropNeedless();
    });
}

EditStep EditHistory::stepBack(const Document &document) const
{
    return undoStep(m_store.state(), document);
}

EditStep EditHistory::stepForth(const Document &document) const
{
    return redoStep(m_store.state(), document);
}

bool EditHistory::canUndo(const Document &document) const
{
    return stepBack(document).isPossible() && m_session(document.server);
}

bool EditHistory::canRedo(const Document &document) const
{
    return stepForth(document).isPossible() && m_session(document.server);
}

QString EditHistory::undoText(const Document &document) const
{
    const EditStep step = stepBack(document);
    return step.edit.isEmpty()
        ? tr("Undo")
        : tr("Undo %1", "%1 is a change: \"Settings: Opacity\"").arg(whatOf(step));
}

QString EditHistory::redoText(const Document &document) const
{
    const EditStep step = stepForth(document);
    return step.edit.isEmpty()
        ? tr("Redo")
        : tr("Redo %1", "%1 is a change: \"Settings: Opacity\"").arg(whatOf(step));
}

QString EditHistory::undoTip(const Document &document) const
{
    return tipOf(document, stepBack(document), true);
}

QString EditHistory::redoTip(const Document &document) const
{
    return tipOf(document, stepForth(document), false);
}

bool EditHistory::undo(const Document &document)
{
    return go(document, stepBack(document), true);
}

bool EditHistory::redo(const Document &document)
{
    return go(document, stepForth(document), false);
}

bool EditHistory::go(const Document &document, const EditStep &step, bool back)
{
    Session *session = m_session(document.server);
    const QString said = tipOf(document, step, back);
    if (!session || !step.isPossible()) {
        Q_EMIT this->said(said);
        return false;
    }
    if (!step.takeBack.isEmpty())
        session->stopEdit(step.takeBack);
    else
        session->send(step.run, step.intent);
    m_store.flush();
    Q_EMIT this->said(said);
    return true;
}

QString EditHistory::labelsOf(const EditStep &step) const
{
    const Edit *edit = find(m_store.state(), step.edit);
    const wire::ActionOffer *offer = edit ? store::offerOf(m_store.state(), *edit) : nullptr;
    QStringList labels;
    for (const QString &name : step.fields) {
        const wire::FieldSpec *spec = nullptr;
        if (offer) {
            const auto known = std::ranges::find(offer->fields, name, &wire::FieldSpec::name);
            spec = known == offer->fields.end() ? nullptr : &*known;
        }
        labels.append(spec && !spec->label.isEmpty() ? offerText(spec->label) : name);
    }
    constexpr qsizetype most = 3;
    if (labels.size() <= most)
        return labels.join(u", "_s);
    return tr("%1 and %n more", "fields of a change", int(labels.size() - most + 1))
        .arg(labels.first(most - 1).join(u", "_s));
}

QString EditHistory::whatOf(const EditStep &step) const
{
    const Edit *edit = find(m_store.state(), step.edit);
    if (!edit)
        return {};
    const auto &run = std::get<wire::RunAction>(edit->command);
    const wire::ActionOffer *offer = store::offerOf(m_store.state(), *edit);
    const QString label = offer && !offer->label.isEmpty() ? offerText(offer->label) : run.action;
    const QString verb = QString(label).remove(u'…').remove(u'&').trimmed();
    EditStep all = step;
    all.fields = run.arguments.keys();
    const QString fields = labelsOf(all);
    return fields.isEmpty() ? verb : tr("%1: %2", "an action, then fields").arg(verb, fields);
}

QString EditHistory::refusalOf(const Document &document, const EditStep &step, bool back) const
{
    const QString fields = labelsOf(step);
    switch (step.refusal) {
    case Refusal::None:
    case Refusal::Nothing:
        break;
    case Refusal::NotKnown:
        return fields.isEmpty()
            ? tr("This change cannot be undone: what it replaced is not known.")
            : tr("This change cannot be undone: what was there before is not known (%1).")
                  .arg(fields);
    case Refusal::Gone:
        return tr("What was changed is no longer on the server.");
    case Refusal::Changed:
        return step.by.isEmpty()
            ? tr("Others changed the same since (%1); nothing was overwritten.").arg(fields)
            : tr("%1 changed the same since (%2); nothing was overwritten.").arg(step.by, fields);
    case Refusal::Unsure:
        return tr("It is not known whether this change reached the server. Decide about it in the "
                  "outbox first.");
    case Refusal::Conflict:
        return tr("This change is in conflict with another one. Decide about it in the outbox.");
    }
    return document.isEmpty() ? tr("Select an item or a job with changes of yours first.")
        : back                ? tr("There is nothing to undo here.")
                              : tr("There is nothing to redo here.");
}

QString EditHistory::tipOf(const Document &document, const EditStep &step, bool back) const
{
    if (!step.isPossible())
        return refusalOf(document, step, back);
    const Session *session = m_session(document.server);
    if (!session)
        return tr("The server is not set up any more.");
    const QString what = whatOf(step);
    if (!step.takeBack.isEmpty())
        return back
            ? tr("Undo %1: taken out of the queue, nothing was sent").arg(what)
            : tr("Redo %1: its undo was taken out of the queue, nothing was sent").arg(what);
    const QString done = back ? tr("Undo %1", "%1 is a change: \"Settings: Opacity\"").arg(what)
                              : tr("Redo %1", "%1 is a change: \"Settings: Opacity\"").arg(what);
    const QString name = session->profile().name;
    const store::ServerState *server = m_store.state().server(document.server);
    QString how = step.waits ? tr("a new change for %1, sent once the one before is accepted")
        : server && isUsable(server->freshness) ? tr("a new change, sent to %1")
                                                : tr("a new change, queued until %1 is there");
    how = how.arg(name);
    if (step.overOthers)
        how += step.by.isEmpty() ? tr("; other fields were changed by others since")
                                 : tr("; other fields were changed by %1 since").arg(step.by);
    return tr("%1: %2", "what is done, then how").arg(done, how);
}

void EditHistory::dropNeedless()
{
    if (m_dropping)
        return;
    const QScopedValueRollback<bool> once(m_dropping, true);
    const store::State &state = m_store.state();
    std::vector<Edit> needless;
    for (const Edit &edit : state.edits) {
        if (isNeedless(state, edit))
            needless.push_back(edit);
    }
    for (const Edit &edit : needless) {
        Session *session = m_session(edit.server);
        if (!session)
            continue;
        const Document document = documentOf(state, edit);
        session->stopEdit(edit.id);
        // Its own edit stands: only a step before it was not needed. It is made anew.
        const EditStep again = stepBack(document);
        const EditStep forth = stepForth(document);
        if (again.isPossible() && again.intent.undoes == edit.intent.undoes)
            go(document, again, true);
        else if (forth.isPossible() && forth.intent.undoes == edit.intent.undoes)
            go(document, forth, false);
        else
            Q_EMIT said(tr("The change was not taken: there is nothing to undo."));
    }
}

} // namespace fw::session
