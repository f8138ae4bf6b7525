// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/offer_gate.h"

#include "models/field_row.h"
#include "models/item_facts.h"
#include "store/overlay.h"
#include "ui/common/field_form.h"
#include "ui/shell/action_gate.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::ActionOffer;
using wire::FieldSpec;

namespace {

struct OfferWords
{
    Q_DECLARE_TR_FUNCTIONS(fw::ui::OfferWords)
};

constexpr auto jobTarget = "job"_L1; // ActionOffer::target

QJsonObject shownFields(const std::vector<wire::Metadatum> &fields,
                        const store::PendingFields &pending, const OfferTarget &target)
{
    QJsonObject all{ { "name"_L1, target.name }, { "state"_L1, target.state } };
    for (const models::FieldRow &row : models::fieldRows(fields, pending))
        all.insert(row.field, row.shown());
    return all;
}

OfferTarget targetOf(const store::State &state, const store::JobEntry &entry, TargetFields fields)
{
    const store::JobKey key{ entry.server, entry.job.id };
    const QString name = entry.job.name.isEmpty() ? key.job.text : entry.job.name;
    OfferTarget target{ key.job.text, name, wire::stateWord(entry.job.state), {} };
    if (fields == TargetFields::Without)
        return target;
    const store::JobParts *parts = state.partsOf(key);
    target.fields = shownFields(parts ? parts->metadata : std::vector<wire::Metadatum>{},
                                store::pendingFields(state, key), target);
    return target;
}

OfferTarget targetOf(const store::State &state, const store::ItemEntry &entry, TargetFields fields)
{
    const wire::Item &item = entry.item;
    const QString name = item.name.isEmpty() ? item.id.text : item.name;
    OfferTarget target{ item.id.text, name, item.state, {} };
    if (fields == TargetFields::With)
        target.fields = shownFields(item.fields, store::pendingFields(state, entry.key()), target);
    return target;
}

QJsonValue valueOf(const QJsonObject &fields, const QString &field)
{
    if (fields.contains(field))
        return fields.value(field);
    for (auto it = fields.constBegin(); it != fields.constEnd(); ++it) {
        if (store::isSameField(it.key(), field))
            return it.value();
    }
    return QJsonValue(QJsonValue::Undefined);
}

QJsonValue emptied(FieldSpec::Type type)
{
    using Type = FieldSpec::Type;
    if (type == Type::Text || type == Type::LongText)
        return QString();
    return type == Type::TextList ? QJsonValue(QJsonArray()) : QJsonValue(QJsonValue::Undefined);
}

/// Whether a form that shows \a before with its decimals and gives \a now changed anything.
bool isSameValue(const FieldSpec &field, const QJsonValue &before, const QJsonValue &now)
{
    if (before.isDouble() && now.isDouble())
        return std::abs(before.toDouble() - now.toDouble()) < 0.51 * std::pow(10, -field.decimals);
    const bool isText = now.isString() || before.isString();
    return now == before || (isText && fieldText(now) == fieldText(before));
}

bool fits(const ActionOffer &offer, const OfferTarget &target)
{
    return offer.states.isEmpty() || offer.states.contains(target.state, Qt::CaseInsensitive);
}

QString stateReason(const ActionOffer &offer)
{
    QStringList words;
    for (const QString &state : offer.states)
        words << OfferWords::tr("“%1”", "a state in quotes").arg(models::itemStateText(state));
    return OfferWords::tr("Possible only in the state %1.")
        .arg(words.join(OfferWords::tr(" or ", "between two states")));
}

} // namespace

QString offerVerb(const ActionOffer &offer)
{
    return offerText(offer.label).remove(u'…').trimmed();
}

OfferGate judgeOffer(const ActionOffer &offer, const std::vector<OfferTarget> &selection,
                     const QString &serverName)
{
    if (!offer.capability.offered)
        return { {}, capabilityReason(offer.capability.reason, serverName, offerVerb(offer)) };
    if (selection.empty())
        return { {},
                 offer.target == jobTarget
                     ? OfferWords::tr("Select a job in the table first.")
                     : OfferWords::tr("Select something in the list first.") };
    OfferGate gate;
    std::ranges::copy_if(selection, std::back_inserter(gate.targets),
                         [&offer](const OfferTarget &target) { return fits(offer, target); });
    if (gate.targets.empty()) {
        gate.reason = stateReason(offer);
    } else if (!offer.many && selection.size() > 1) {
        gate.targets.clear();
        gate.reason = OfferWords::tr("This can be done to one at a time. Select only one.");
    } else if (gate.targets.size() < selection.size()) {
        gate.reason = OfferWords::tr("Applies to %1 of %2 that are selected.")
                          .arg(gate.targets.size())
                          .arg(selection.size());
    }
    return gate;
}

std::vector<OfferTarget> offerTargets(const store::State &state, const ServerId &server,
                                      const QString &kind, const QStringList &ids,
                                      TargetFields fields)
{
    if (kind.isEmpty())
        return { OfferTarget{} };
    std::vector<OfferTarget> targets;
    for (const QString &id : ids) {
        if (kind == jobTarget) {
            if (const store::JobEntry *entry = state.find(store::JobKey{ server, JobId{ id } }))
                targets.push_back(targetOf(state, *entry, fields));
        } else if (const store::ItemEntry *entry
                   = state.find(store::ItemKey{ server, kind, ItemId{ id } })) {
            targets.push_back(targetOf(state, *entry, fields));
        }
    }
    return targets;
}

QJsonObject offerStart(const ActionOffer &offer, const std::vector<OfferTarget> &targets)
{
    QJsonObject start;
    for (const FieldSpec &field : offer.fields) {
        if (field.from.isEmpty() || targets.empty())
            continue;
        const QJsonValue value = valueOf(targets.front().fields, field.from);
        const bool same = std::ranges::all_of(targets, [&](const OfferTarget &target) {
            return valueOf(target.fields, field.from) == value;
        });
        if (same && !value.isUndefined() && !value.isNull())
            start.insert(field.name, value);
    }
    return start;
}

QJsonObject offerArguments(const ActionOffer &offer, const QJsonObject &start,
                           const QJsonObject &values)
{
    if (!offer.overlay)
        return values;
    QJsonObject changed;
    for (const FieldSpec &field : offer.fields) {
        const QJsonValue before = start.value(field.name);
        QJsonValue now = values.value(field.name);
        if (now.isUndefined() && !before.isUndefined())
            now = emptied(field.type);
        const bool same = !field.from.isEmpty() && isSameValue(field, before, now);
        if (!now.isUndefined() && (field.required || !same))
            changed.insert(field.name, now);
    }
    return changed;
}

} // namespace fw::ui
