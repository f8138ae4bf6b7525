// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/entries.h"

#include <QJsonObject>

namespace fw::test {

/// An item with a name and, if said, fields.
inline wire::Item makeItem(const QString &kind, const QString &id, const QString &name = {},
                           std::vector<wire::Metadatum> fields = {})
{
    wire::Item item;
    item.kind = kind;
    item.id = ItemId{ id };
    item.name = name;
    item.fields = std::move(fields);
    return item;
}

/// A server that offers "<target>.edit" with one argument per name, shown at once as pending.
inline store::ServerState makeOffering(const ServerId &id, const QString &target,
                                       const QStringList &arguments)
{
    wire::ActionOffer offer;
    offer.name = target + QStringLiteral(".edit");
    offer.target = target;
    offer.overlay = true;
    for (const QString &name : arguments) {
        wire::FieldSpec field;
        field.name = name;
        offer.fields.push_back(field);
    }
    store::ServerState server;
    server.id = id;
    server.capabilities.offers.push_back(offer);
    return server;
}

/// "<kind>.edit" of makeOffering() for one target.
inline wire::RunAction makeRun(const QString &edit, const QString &kind, const QString &target,
                               const QJsonObject &arguments)
{
    return { EditId{ edit }, kind + QStringLiteral(".edit"), target, arguments };
}

} // namespace fw::test
