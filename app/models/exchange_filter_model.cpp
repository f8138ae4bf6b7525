// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange_filter_model.h"

namespace fw::models {

namespace {

constexpr qsizetype searched = 8 * 1024; ///< of a body

bool contains(const QByteArray &bytes, const QByteArray &folded)
{
    // Whole words of other scripts are rare in protocols: case is folded for ASCII, as in JSON.
    return QByteArray::fromRawData(bytes.constData(), std::min(bytes.size(), searched))
        .toLower()
        .contains(folded);
}

} // namespace

ExchangeFilterModel::ExchangeFilterModel(ExchangeModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void ExchangeFilterModel::setWish(const ExchangeWish &wish)
{
    if (m_wish == wish)
        return;
    m_wish = wish;
    m_folded = wish.text.trimmed().toUtf8().toLower();
    invalidateRowsFilter();
}

trace::SeenPtr ExchangeFilterModel::seen(int row) const
{
    return m_model.seen(mapToSource(index(row, 0)).row());
}

bool ExchangeFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    const trace::SeenPtr seen = m_model.seen(row);
    if (!seen || (!m_wish.server.isEmpty() && m_model.serverAt(row) != m_wish.server))
        return false;
    const bool isFrame = seen->kind == trace::Kind::Frame;
    if (isFrame && m_wish.way != ExchangeWish::Way::Both
        && seen->outgoing != (m_wish.way == ExchangeWish::Way::Sent))
        return false;
    if (m_wish.channel != ExchangeWish::Channel::Any
        && (seen->kind == trace::Kind::Call) != (m_wish.channel == ExchangeWish::Channel::Http))
        return false;
    if (m_wish.problems) {
        const QModelIndex index = m_model.index(row, 0);
        if (!index.data(ExchangeModel::ProblemRole).toBool()
            && !index.data(ExchangeModel::TroubleRole).toBool())
            return false;
    }
    if (m_folded.isEmpty())
        return true;
    return m_model.rowText(row).contains(m_wish.text.trimmed(), Qt::CaseInsensitive)
        || contains(seen->content, m_folded) || contains(seen->question, m_folded);
}

} // namespace fw::models
