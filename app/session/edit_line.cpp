// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/edit_line.h"

#include "store/outbox.h"
#include "store/overlay.h"
#include "store/target_fields.h"

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;
using store::Edit;
using store::Fate;
using store::State;

namespace {

const Edit *find(const State &state, const EditId &id)
{
    const auto found = std::ranges::find(state.edits, id, &Edit::id);
    return found == state.edits.end() ? nullptr : &*found;
}

bool stands(const Edit &edit)
{
    return edit.fate != Fate::Rejected && edit.fate != Fate::Conflict;
}

// It waits here and the server cannot have it.
bool neverLeft(const Edit &edit)
{
    const bool waits
        = edit.fate == Fate::Draft || edit.fate == Fate::Queued || edit.fate == Fate::Held;
    return waits && !edit.sent;
}

// A person decides first: it may be at the server, and nobody will tell by itself.
bool isUnsure(const State &state, const Edit &edit)
{
    const store::ServerState *server = state.server(edit.server);
    return edit.fate == Fate::Held
        || (edit.fate == Fate::NoAnswer && server && !server->capabilities.repeatSafe);
}

/// Goes through the edits of one document, oldest first.
class Reader
{
public:
    void read(const Edit &edit)
    {
        const EditId undoes = undoesOf(edit);
        m_undoes.insert(edit.id, undoes);
        if (undoes.isEmpty())
            return readNew(edit);
        const bool isRedo = m_takesBack.contains(undoes);
        if (!isRedo)
            m_takesBack.insert(edit.id);
        if (!stands(edit))
            return; // nothing came of it
        auto &from = m_line.undone;
        if (isRedo) {
            std::erase_if(from, [&](const auto &undone) { return undone.by == undoes; });
            m_line.done.push_back(edit.id);
        } else if (std::erase(m_line.done, undoes) > 0) {
            from.push_back({ undoes, edit.id });
        }
    }
    EditLine line() { return std::move(m_line); }

private:
    // What is sent in place of a refused step is that step.
    EditId undoesOf(const Edit &edit) const
    {
        return edit.intent.undoes.isEmpty() ? m_undoes.value(edit.intent.instead)
                                            : edit.intent.undoes;
    }
    void readNew(const Edit &edit)
    {
        auto &undone = m_line.undone;
        const EditId after = std::get<wire::RunAction>(edit.command).after;
        m_after.insert(edit.id, after);
        const bool isAgain = !undone.empty() && undone.back().edit == edit.intent.instead;
        if (isAgain)
            undone.pop_back();
        else // a new edit ends what could be redone, but not what it was built on
            std::erase_if(undone, [&](const auto &one) { return !isBelow(edit.id, one.edit); });
        if (stands(edit)) {
            m_line.done.push_back(edit.id);
            return;
        }
        const auto first
            = std::ranges::find_if(undone, [&](const auto &one) { return one.edit == after; });
        undone.insert(first, { edit.id, {} });
    }
    bool isBelow(EditId edit, const EditId &other) const
    {
        for (qsizetype at = 0; at <= m_after.size() && !edit.isEmpty(); ++at) {
            edit = m_after.value(edit);
            if (edit == other)
                return true;
        }
        return false;
    }

    EditLine m_line;
    QHash<EditId, EditId> m_undoes;
    QHash<EditId, EditId> m_after;
    QSet<EditId> m_takesBack;
};

// As people see it: with edits of ours that have no answer.
QJsonValue shownValue(const State &state, const Document &document, const QString &field)
{
    const bool isJob = !document.job.isEmpty();
    const auto pending = isJob ? store::pendingField(state, document.jobKey(), field)
                               : store::pendingField(state, document.itemKey(), field);
    if (pending)
        return *pending;
    if (!isJob) {
        const store::ItemEntry *entry = state.find(document.itemKey());
        return entry ? wire::fieldOf(entry->item, field) : QJsonValue(QJsonValue::Undefined);
    }
    const store::JobParts *parts = state.partsOf(document.jobKey());
    const auto isIt
        = [&field](const wire::Metadatum &datum) { return store::isSameField(datum.field, field); };
    if (parts) {
        if (const auto it = std::ranges::find_if(parts->metadata, isIt);
            it != parts->metadata.end())
            return it->value;
    }
    return QJsonValue::Undefined;
}

bool isThere(const State &state, const Document &document)
{
    return document.job.isEmpty() ? state.find(document.itemKey()) != nullptr
                                  : state.find(document.jobKey()) != nullptr;
}

// The values an edit replaced. What a person made of a conflict replaced what stood at the server,
// also when its news had not come yet.
QJsonObject replacedBy(const State &state, const Edit &edit)
{
    const auto &run = std::get<wire::RunAction>(edit.command);
    QJsonObject before = run.before;
    const Edit *instead
        = edit.intent.instead.isEmpty() ? nullptr : find(state, edit.intent.instead);
    if (!instead || instead->fate != Fate::Conflict || instead->revision <= run.base)
        return before;
    for (auto one = instead->current.begin(); one != instead->current.end(); ++one) {
        if (run.arguments.contains(one.key()))
            before.insert(one.key(), one.value());
    }
    return before;
}

// The newest revision that an edit of ours made of the document.
qint64 lastOfOurs(const State &state, const Document &document)
{
    qint64 newest = 0;
    for (const Edit &edit : state.edits) {
        if (edit.fate == Fate::Accepted && edit.revision > newest
            && documentOf(state, edit) == document)
            newest = edit.revision;
    }
    return newest;
}

/// Makes one step of an edit: what it would send, and whether that may be sent.
class Stepper
{
public:
    Stepper(const State &state, const Document &document, const Edit &edit)
        : m_state(state)
        , m_document(document)
        , m_edit(edit)
        , m_run(std::get<wire::RunAction>(edit.command))
        , m_offer(store::offerOf(state, edit))
    {
        m_step.edit = edit.id;
        m_step.refusal = Refusal::None;
        m_step.fields = m_run.arguments.keys();
    }
    void refuse(Refusal why, const QStringList &fields = {})
    {
        m_step.refusal = why;
        if (!fields.isEmpty())
            m_step.fields = fields;
    }
    EditStep take() { return std::move(m_step); }
    EditStep takeBack(const EditId &edit)
    {
        m_step.takeBack = edit;
        return take();
    }
    /// \a on is what the step takes back: it must have been answered before the step is sent.
    EditStep send(const QJsonObject &arguments, store::Intent intent, const Edit *on)
    {
        m_step.run.action = m_run.action;
        m_step.run.target = m_run.target;
        m_step.run.arguments = arguments;
        m_step.intent = std::move(intent);
        if (on && isNewerThanItsNews(*on)) { // what it wrote is what the author sees
            m_step.run.base = on->revision;
            m_step.run.before = std::get<wire::RunAction>(on->command).arguments;
        }
        m_step.waits = on && !store::isSettled(on->fate);
        return take();
    }
    bool isInvertible()
    {
        if (!m_offer || !m_offer->overlay)
            refuse(Refusal::NotKnown);
        else if (!isThere(m_state, m_document))
            refuse(Refusal::Gone);
        return m_step.isPossible();
    }
    /// Fills \a arguments with \a values for everything the edit named.
    bool hasAll(const QJsonObject &values, QJsonObject &arguments)
    {
        QStringList missing;
        for (const QString &name : m_run.arguments.keys()) {
            if (!store::fieldOf(*m_offer, name).isEmpty() && values.contains(name))
                arguments.insert(name, values.value(name));
            else
                missing.append(name);
        }
        if (!missing.isEmpty() || m_run.arguments.isEmpty())
            refuse(Refusal::NotKnown, missing);
        return m_step.isPossible();
    }
    /// Whether everything still is as \a on left it; \a wanted may be there already.
    bool isUntouched(const QJsonObject &left, const QJsonObject &wanted, const Edit &on)
    {
        const store::ItemEntry *entry = m_state.find(m_document.itemKey());
        const qint64 known = entry ? entry->item.revision : 0;
        if (known < on.revision)
            return true; // there is nothing to compare with yet
        const qint64 ours = lastOfOurs(m_state, m_document);
        m_step.overOthers = ours > 0 && known > ours;
        if (m_step.overOthers)
            m_step.by = entry->item.by;
        QStringList touched;
        for (auto one = left.begin(); one != left.end(); ++one) {
            const QJsonValue now
                = shownValue(m_state, m_document, store::fieldOf(*m_offer, one.key()));
            if (!now.isUndefined() && now != one.value() && now != wanted.value(one.key()))
                touched.append(one.key());
        }
        if (touched.isEmpty())
            return true;
        if (entry)
            m_step.by = entry->item.by;
        refuse(Refusal::Changed, touched);
        return false;
    }

private:
    // The answer came, the news of the change did not, and nothing else of ours is under way.
    bool isNewerThanItsNews(const Edit &on) const
    {
        const store::ItemEntry *entry = m_state.find(m_document.itemKey());
        return entry && on.fate == Fate::Accepted && on.revision > entry->item.revision
            && std::ranges::none_of(m_state.edits, [this](const Edit &edit) {
                   return !store::isSettled(edit.fate) && documentOf(m_state, edit) == m_document;
               });
    }

    const State &m_state;
    const Document &m_document;
    const Edit &m_edit;
    const wire::RunAction &m_run;
    const wire::ActionOffer *m_offer;
    EditStep m_step;
};

} // namespace

Document documentOf(const State &state, const Edit &edit)
{
    if (!std::holds_alternative<wire::RunAction>(edit.command))
        return { edit.server, {}, {}, {} };
    const store::JobKey job = store::jobOf(state, edit);
    const store::ItemKey item = store::itemOf(state, edit);
    return { edit.server, job.job, item.kind, item.item };
}

EditLine lineOf(const State &state, const Document &document)
{
    Reader reader;
    if (document.isEmpty())
        return {};
    for (const Edit &edit : state.edits) {
        if (documentOf(state, edit) == document && store::isOurs(state, edit))
            reader.read(edit);
    }
    return reader.line();
}

EditStep undoStep(const State &state, const Document &document)
{
    const EditLine line = lineOf(state, document);
    const Edit *edit = line.done.empty() ? nullptr : find(state, line.done.back());
    if (!edit)
        return {};
    Stepper stepper(state, document, *edit);
    if (neverLeft(*edit))
        return stepper.takeBack(edit->id);
    if (isUnsure(state, *edit)) {
        stepper.refuse(Refusal::Unsure);
        return stepper.take();
    }
    QJsonObject arguments;
    if (!stepper.isInvertible() || !stepper.hasAll(replacedBy(state, *edit), arguments)
        || !stepper.isUntouched(std::get<wire::RunAction>(edit->command).arguments, arguments,
                                *edit))
        return stepper.take();
    store::Intent intent;
    intent.undoes = edit->id;
    return stepper.send(arguments, intent, edit);
}

EditStep redoStep(const State &state, const Document &document)
{
    const EditLine line = lineOf(state, document);
    const Edit *edit = line.undone.empty() ? nullptr : find(state, line.undone.back().edit);
    if (!edit)
        return {};
    Stepper stepper(state, document, *edit);
    const QJsonObject &arguments = std::get<wire::RunAction>(edit->command).arguments;
    const Edit *by = find(state, line.undone.back().by);
    if (!by) {
        if (edit->fate == Fate::Conflict) {
            stepper.refuse(Refusal::Conflict);
            return stepper.take();
        }
        store::Intent intent;
        intent.instead = edit->id;
        return stepper.isInvertible() ? stepper.send(arguments, intent, nullptr) : stepper.take();
    }
    if (neverLeft(*by))
        return stepper.takeBack(by->id);
    if (isUnsure(state, *by)) {
        stepper.refuse(Refusal::Unsure);
        return stepper.take();
    }
    if (!stepper.isInvertible()
        || !stepper.isUntouched(std::get<wire::RunAction>(by->command).arguments, arguments, *by))
        return stepper.take();
    store::Intent intent;
    intent.undoes = by->id;
    return stepper.send(arguments, intent, by);
}

} // namespace fw::session
