// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"current":{"logoPadding":20,"logoScale":0.3},"changed":["logoPadding"]}
// {"current":{"source":"a.mp4","format":"9_16","cropRect":{"x":0,"y":0,"width":608,"height":1080},
//  "aspectRatio":"9:16"},"changed":["cropRect"]}
#include "store/merge_edit.h"

#include "store/outbox.h"
#include "store/overlay.h"
#include "store/target_fields.h"

#include <algorithm>

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds usualDelay{ 5 };

// A value by name, whatever its case, also one level down: servers nest what belongs together.
QJsonValue within(const QJsonObject &object, const QString &name)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (isSameField(it.key(), name))
            return it.value();
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonObject inner = it->toObject();
        for (auto one = inner.begin(); one != inner.end(); ++one) {
            if (isSameField(one.key(), name))
                return one.value();
        }
    }
    return QJsonValue(QJsonValue::Undefined);
}

// The server's values as far as they are known, and how new they are.
struct Known
{
    const State &state;
    const Edit &edit;
    const std::vector<wire::Metadatum> *fields;
    bool isLive = false; ///< the target as it is shown is at least as new as the refusal

    QJsonValue value(const QString &argument, const QString &field) const
    {
        const QJsonValue live = fields ? valueOf(*fields, field) : QJsonValue::Undefined;
        QJsonValue told = within(edit.current, field);
        if (told.isUndefined())
            told = within(edit.current, argument);
        if (isLive)
            return live.isUndefined() ? told : live;
        return told.isUndefined() ? live : told;
    }
};

// The order of the form, then what it does not name.
QStringList ordered(const wire::ActionOffer *offer, const QJsonObject &arguments)
{
    QStringList names;
    if (offer) {
        for (const wire::FieldSpec &field : offer->fields) {
            if (arguments.contains(field.name) && !fieldOf(*offer, field.name).isEmpty())
                names << field.name;
        }
    }
    for (auto it = arguments.begin(); it != arguments.end(); ++it) {
        const bool isField = !offer || !fieldOf(*offer, it.key()).isEmpty();
        if (isField && !names.contains(it.key()))
            names << it.key();
    }
    return names;
}

// Half of one rectangle and half of another is a picture nobody wanted.
bool isOneValue(const QStringList &names)
{
    const auto has = [&names](auto... any) { return (names.contains(any) || ...); };
    return has("width"_L1, "w"_L1) && has("height"_L1, "h"_L1) && (has("x"_L1) || has("y"_L1));
}

MergeRow::Kind kindOf(const MergeRow &row, bool saidToBeChanged)
{
    if (row.theirs == row.mine)
        return MergeRow::Kind::Same;
    const bool moved = saidToBeChanged || (!row.was.isEmpty() && row.theirs != row.was);
    return moved ? MergeRow::Kind::Both : MergeRow::Kind::MineOnly;
}

bool isAmong(const QStringList &changed, const QString &argument, const QString &field)
{
    return std::ranges::any_of(changed, [&](const QString &name) {
        return isSameField(name, argument) || isSameField(name, field);
    });
}

struct Row
{
    MergeRow row;
    bool changed = false;
};

Row rowOf(const Known &known, const wire::ActionOffer *offer, const QStringList &names)
{
    const auto &run = std::get<wire::RunAction>(known.edit.command);
    Row made;
    made.row.arguments = names;
    for (const QString &name : names) {
        const QString field = offer ? fieldOf(*offer, name) : name;
        made.row.mine.insert(name, run.arguments.value(name));
        if (run.before.contains(name))
            made.row.was.insert(name, run.before.value(name));
        if (const QJsonValue value = known.value(name, field); !value.isUndefined())
            made.row.theirs.insert(name, value);
        made.changed |= isAmong(known.edit.changed, name, field);
    }
    made.changed |= names.size() > 1; // one value that is in conflict is so as a whole
    made.row.kind = kindOf(made.row, made.changed);
    return made;
}

} // namespace

Side MergeSheet::newer() const
{
    if (!when)
        return Side::None;
    return made > *when ? Side::Mine : Side::Theirs;
}

MergeSheet mergeSheet(const State &state, const Edit &edit)
{
    MergeSheet sheet;
    sheet.edit = edit.id;
    sheet.server = edit.server;
    sheet.made = edit.made;
    sheet.late = !edit.sent || *edit.sent - edit.made > usualDelay;
    sheet.by = edit.by;
    sheet.when = edit.when;
    sheet.revision = edit.revision;
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    if (!run)
        return sheet;
    const JobKey job = jobOf(state, edit);
    const ItemKey item = itemOf(state, edit);
    Known known{ state, edit, fieldsOf(state, job, item) };
    const ItemEntry *entry = state.find(item);
    const qint64 shown = entry ? entry->item.revision : 0;
    // Without revisions what is shown was heard at the refusal or later.
    known.isLive = known.fields && shown >= edit.revision;
    if (known.isLive && entry) {
        sheet.revision = shown;
        if (shown > edit.revision || (edit.by.isEmpty() && !edit.when)) {
            sheet.by = entry->item.by;
            sheet.when = entry->item.updated;
        }
    }
    const wire::ActionOffer *offer = offerOf(state, edit);
    const QStringList names = ordered(offer, run->arguments);
    if (isOneValue(names)) {
        sheet.rows.push_back(rowOf(known, offer, names).row);
        return sheet;
    }
    for (const QString &name : names)
        sheet.rows.push_back(rowOf(known, offer, { name }).row);
    return sheet;
}

Side decided(const MergeRow &row, Side side)
{
    switch (row.kind) {
    case MergeRow::Kind::Both:
        return side;
    case MergeRow::Kind::MineOnly:
        return Side::Mine;
    case MergeRow::Kind::Same:
        return Side::Theirs;
    }
    return side;
}

wire::RunAction merged(const MergeSheet &sheet, const wire::RunAction &edit,
                       const std::vector<Side> &sides)
{
    wire::RunAction result;
    result.action = edit.action;
    result.target = edit.target;
    result.base = sheet.revision;
    for (size_t i = 0; i < std::min(sides.size(), sheet.rows.size()); ++i) {
        const MergeRow &row = sheet.rows[i];
        if (decided(row, sides[i]) != Side::Mine)
            continue;
        for (auto it = row.mine.begin(); it != row.mine.end(); ++it)
            result.arguments.insert(it.key(), it.value());
        for (auto it = row.theirs.begin(); it != row.theirs.end(); ++it)
            result.before.insert(it.key(), it.value());
    }
    return result;
}

} // namespace fw::store
