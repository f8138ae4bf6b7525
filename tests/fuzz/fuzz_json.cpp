// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bounded JSON reader on any bytes: it answers or refuses in words, whatever is asked.
#include "base/json_fields.h"
#include "base/json_reader.h"
#include "fuzz/claim.h"

#include <algorithm>

using namespace fw;

namespace {

// Every question there is to every value; the answers do not matter.
size_t walk(const JsonValue &value)
{
    size_t sum = value.exists() + value.isNull() + value.isObject() + value.isArray();
    sum += value.string().has_value() + value.number().has_value() + value.integer().has_value()
        + value.boolean().has_value() + value.idText().has_value();
    sum += static_cast<size_t>(value.typeName().size());
    const auto members = value.object().members();
    fuzz::claim(static_cast<qsizetype>(members.size()) == value.object().size(), "members");
    for (const auto &[key, member] : members)
        sum += walk(member) + (value.object()[key.toStdString()].exists() ? 1U : 0U);
    const auto items = value.array().items();
    fuzz::claim(static_cast<qsizetype>(items.size()) == value.array().size(), "items");
    for (const JsonValue &item : items)
        sum += walk(item);
    return sum;
}

void readFields(const JsonValue &value)
{
    JsonFields fields(value, QStringLiteral("fuzz"));
    (void)fields.optionalString("name");
    (void)fields.optionalInteger("count");
    (void)fields.optionalNumber("progress");
    (void)fields.optionalBoolean("flag");
    (void)fields.idText("id");
    (void)fields.object("data");
    (void)fields.array("list");
    fuzz::claim(fields.ok() || !fields.failure().detail.isEmpty(), "a failure in words");
}

void readWith(JsonReader &reader, QByteArrayView bytes)
{
    const auto root = reader.parse(bytes);
    if (!root) {
        fuzz::claim(!root.error().detail.isEmpty(), "a failure in words");
        fuzz::claim(root.error().code == Failure::Code::BadInput
                        || root.error().code == Failure::Code::TooLarge,
                    "a failure of the input");
        return;
    }
    (void)walk(*root);
    (void)root->toQJson();
    readFields(*root);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static JsonReader usual;
    static JsonReader lax({ .rejectDuplicateKeys = false });
    static JsonReader tight({ .bytes = 256, .depth = 3 });
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    for (JsonReader *reader : { &usual, &lax, &tight })
        readWith(*reader, bytes);
    return 0;
}
