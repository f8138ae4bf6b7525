// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/output_model.h"

#include "models/words.h"

#include <cmath>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

QString text(const wire::Output &output, int column)
{
    switch (OutputModel::Column(column)) {
    case OutputModel::NameColumn:
        return output.name;
    case OutputModel::FormatColumn:
        return formatText(output.format);
    case OutputModel::SizeColumn:
        if (output.width <= 0 || output.height <= 0)
            return unknownText();
        return u"%1\u00D7%2"_s.arg(output.width).arg(output.height);
    case OutputModel::DurationColumn:
        if (!output.seconds || !(*output.seconds >= 0 && *output.seconds < 1e9))
            return unknownText();
        return durationText(Millis(std::llround(*output.seconds * 1000)));
    case OutputModel::BytesColumn:
        return output.bytes ? bytesText(*output.bytes) : unknownText();
    case OutputModel::ColumnCount:
        return {};
    }
    return {};
}

} // namespace

OutputModel::OutputModel(const store::Store &store, QObject *parent)
    : DetailTable<wire::Output>(store, parent)
{
}

int OutputModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutputModel::data(const QModelIndex &index, int role) const
{
    const wire::Output *output = item(index);
    if (!output)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*output, index.column());
    case Qt::AccessibleTextRole:
        return u"%1 %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(),
                              text(*output, index.column()));
    case Qt::ToolTipRole:
        return output->localPath.isEmpty() ? output->name : output->localPath;
    case IdRole:
        return output->id.text;
    case UrlRole:
        return output->url;
    case LocalPathRole:
        return output->localPath;
    default: // any int may be asked for as a role
        return {};
    }
}

QVariant OutputModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        return tr("Name");
    case FormatColumn:
        return tr("Format");
    case SizeColumn:
        return tr("Picture size");
    case DurationColumn:
        return tr("Duration");
    case BytesColumn:
        return tr("Size");
    case ColumnCount:
        return {};
    }
    return {};
}

bool OutputModel::isSame(const wire::Output &a, const wire::Output &b) const
{
    return a.id == b.id;
}

std::vector<wire::Output> OutputModel::listOf(const store::JobParts &parts) const
{
    return parts.outputs;
}

} // namespace fw::models
