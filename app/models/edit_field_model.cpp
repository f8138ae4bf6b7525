// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/edit_field_model.h"

#include "models/edit_words.h"
#include "store/merge_edit.h"
#include "store/outbox.h"

namespace fw::models {

using namespace Qt::StringLiterals;

EditFieldModel::EditFieldModel(const store::Store &store, QObject *parent)
    : ListTable<EditField>(parent)
    , m_store(store)
{
}

void EditFieldModel::setEdit(const store::Edit *edit)
{
    const auto *run = edit ? std::get_if<wire::RunAction>(&edit->command) : nullptr;
    if (!run)
        return take({});
    const wire::ActionOffer *offer = store::offerOf(m_store.state(), *edit);
    std::vector<EditField> fields;
    for (const store::MergeRow &row : store::mergeSheet(m_store.state(), *edit).rows) {
        const auto text = [&](const QJsonObject &values) {
            return row.arguments.size() > 1
                ? togetherText(offer, row.arguments, values)
                : argumentText(offer, row.arguments.front(), values.value(row.arguments.front()));
        };
        fields.push_back({ togetherLabel(offer, row.arguments), text(row.was), text(row.mine),
                           text(row.theirs) });
    }
    take(std::move(fields));
}

int EditFieldModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EditFieldModel::data(const QModelIndex &index, int role) const
{
    const EditField *field = item(index);
    const bool isText
        = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (!field || !isText)
        return {};
    const QString texts[] = { field->name, field->before, field->after, field->now };
    const QString &text = texts[index.column()];
    return role == Qt::AccessibleTextRole
        ? u"%1 %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(), text)
        : text;
}

QVariant EditFieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        return tr("Field");
    case BeforeColumn:
        return tr("Before");
    case AfterColumn:
        return tr("After");
    case NowColumn:
        return tr("At the server");
    case ColumnCount:
        return {};
    }
    return {};
}

bool EditFieldModel::isSame(const EditField &a, const EditField &b) const
{
    return a.name == b.name;
}

} // namespace fw::models
