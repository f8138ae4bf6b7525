// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange_model.h"

#include <QSortFilterProxyModel>

namespace fw::models {

/// Which exchanges are shown; every part narrows.
struct ExchangeWish
{
    enum class Way : quint8 { Both, Sent, Received };
    enum class Channel : quint8 { Any, Socket, Http };
    ServerId server{}; ///< empty: all
    QString text{}; ///< anywhere in the row, and in the first 8 KiB of the bodies; any case
    bool problems = false; ///< only what was not understood, failed calls and lost connections
    Way way = Way::Both; ///< a call is both; connection events are neither and always shown
    Channel channel = Channel::Any;
    bool operator==(const ExchangeWish &) const = default;
};

/// Filters an ExchangeModel; the order is the model's own.
class ExchangeFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit ExchangeFilterModel(ExchangeModel &model, QObject *parent = nullptr);
    void setWish(const ExchangeWish &wish);
    const ExchangeWish &wish() const { return m_wish; }
    ExchangeModel &exchanges() const { return m_model; }
    trace::SeenPtr seen(int row) const; ///< \a row of this model

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    ExchangeModel &m_model;
    ExchangeWish m_wish;
    QByteArray m_folded; ///< the wish's text in lower case, UTF-8
};

} // namespace fw::models
