#include "model/query_sql.h"

#include <gtest/gtest.h>

#include "base/date_time.h"
#include "base/error.h"
#include "model/sample_world.h"

namespace stead::model {

namespace {

FieldRow field(std::string table, std::string element, std::string type,
               std::string reference = {}) {
    return {.table = std::move(table),
            .element = std::move(element),
            .internal_type = std::move(type),
            .reference = std::move(reference)};
}

DictionaryRows definitions() {
    DictionaryRows rows;
    rows.tables = {{.name = "work", .extensible = true},
                   {.name = "order", .super_class = "work"},
                   {.name = "account", .text_index = true}};
    rows.fields = {field("work", "number", "string"),
                   field("work", "account", "reference", "account"),
                   field("account", "name", "string"), field("account", "secret", "string"),
                   field("account", "parent", "reference", "account")};
    return rows;
}

// Somebody who may read one account only and may not name `secret`.
class Outsider : public SampleWorld {
public:
    Outsider() : SampleWorld(definitions()) {
        insert("account", {{"sys_id", "a1"}, {"name", "Boxeo"}, {"secret", "x"}});
        insert("account", {{"sys_id", "a2"}, {"name", "Cafex"}, {"secret", "x"}});
        insert("work", {{"sys_id", "w1"}, {"number", "1"}, {"account", "a1"}});
        insert("order", {{"sys_id", "w2"}, {"number", "2"}, {"account", "a2"}});
        insert("order", {{"sys_id", "w3"}, {"number", "3"}});
    }

    bool may_query(std::string_view, std::string_view name, bool range) const override {
        return name != "secret" && !(range && name == "number");
    }
    bool strict() const override { return strict_; }
    std::unique_ptr<SqlPart> readable(SqlBuilder& rows) const override {
        if (rows.table().name != "account") return nullptr;
        const auto path = find_path(dictionary(), rows.table(), "name");
        return std::make_unique<SqlPart>(SqlPart{rows.column(*path) + " = ?", {"Boxeo"}});
    }

    bool strict_ = false;
};

using Ids = std::vector<std::string>;

SqlPart select(const SampleWorld& world, const std::string& query, const db::Dialect& dialect) {
    const auto& table = world.dictionary().get("order");
    const auto parsed = parse_encoded_query(query, world.dictionary(), table);
    SqlBuilder builder(world.dictionary(), table, dialect, world);
    builder.where(builder.condition(parsed.query));
    builder.order_by(parsed.query.order);
    return builder.select({"t0.\"sys_id\""}, 10, 0);
}

}  // namespace

TEST(SqlBuilder, FindsNothingThroughRowsThatTheAskerMayNotRead) {
    Outsider world;

    EXPECT_EQ(world.find_by_sql("work", "account.nameISNOTEMPTY"), Ids{"w1"});
    EXPECT_EQ(world.find_by_sql("work", "account.name=Cafex"), Ids());
    EXPECT_EQ(world.find_by_sql("work", "SUBQUERYaccount,sys_id,account^ENDSUBQUERY"), Ids{"w1"});
}

TEST(SqlBuilder, RefusesFieldsThatTheAskerMayNotName) {
    Outsider world;

    EXPECT_EQ(world.find_by_sql("work", "number=1"), Ids{"w1"});
    for (const auto* query : {"number>1", "numberSTARTSWITH1", "account.secret=x", "ORDERBYnumber",
                              "SUBQUERYaccount,sys_id,account^secret=x^ENDSUBQUERY"})
        EXPECT_THROW(world.find_by_sql("work", query), base::Error) << query;
}

TEST(SqlBuilder, LetsARuleThatCannotBeReadFindNothing) {
    Outsider world;
    EXPECT_EQ(world.find_by_sql("work", "number=javascript:broken()").size(), 3u);

    world.strict_ = true;
    EXPECT_EQ(world.find_by_sql("work", "number=javascript:broken()"), Ids());
    EXPECT_EQ(world.find_in_memory("work", "number=javascript:broken()"), Ids());
}

TEST(SqlBuilder, JoinsAReferenceOnce) {
    SampleWorld world(definitions());
    const auto part = select(world, "account.name=a^ORaccount.secret=b^ORDERBYaccount.name",
                             db::sqlite_dialect());

    const auto first = part.text.find("LEFT JOIN");
    EXPECT_NE(first, std::string::npos);
    EXPECT_EQ(part.text.find("LEFT JOIN", first + 1), std::string::npos) << part.text;
}

TEST(SqlBuilder, CountsWithoutJoinsThatOnlyTheOrderNeeds) {
    SampleWorld world(definitions());
    SqlBuilder builder(world.dictionary(), world.dictionary().get("work"), db::sqlite_dialect(),
                       world);
    builder.order_by({{"account"}});

    EXPECT_EQ(builder.count().text, "SELECT COUNT(*) FROM \"work\" t0");
}

TEST(SqlBuilder, NumbersPlaceholdersWhereTheDatabaseWantsIt) {
    SampleWorld world(definitions());
    const auto part = select(world, "number=a^account.name=b", db::postgresql_dialect());

    EXPECT_NE(part.text.find("$1"), std::string::npos) << part.text;
    EXPECT_NE(part.text.find("$2"), std::string::npos) << part.text;
    EXPECT_EQ(part.text.find('?'), std::string::npos) << part.text;
    EXPECT_EQ(part.params.size(), 2u);
}

TEST(SqlBuilder, BindsEveryValue) {
    SampleWorld world(definitions());
    const auto part = select(world, "number=' OR 1=1 --^numberLIKE\"x\"", db::sqlite_dialect());

    EXPECT_EQ(part.text.find("OR 1=1"), std::string::npos);
    EXPECT_EQ(part.params.size(), 2u);
}

TEST(SqlBuilder, AsksTheFullTextIndexOfTablesThatHaveOne) {
    SampleWorld world(definitions());
    const auto& table = world.dictionary().get("account");
    SqlBuilder builder(world.dictionary(), table, db::sqlite_dialect(), world);
    const auto parsed =
        parse_encoded_query("123TEXTQUERY321=cold \"brew* -", world.dictionary(), table);
    const auto part = builder.condition(parsed.query);

    EXPECT_EQ(part.text,
              "t0.\"row_id\" IN (SELECT rowid FROM \"account_fts\" WHERE \"account_fts\" MATCH ?)");
    EXPECT_EQ(std::get<std::string>(part.params.at(0)), "\"cold\"* \"brew\"*");
}

TEST(SqlBuilder, DoesNotGoThroughAllRowsThatHoldACommonWord) {
    struct CommonWords : SampleWorld {
        using SampleWorld::SampleWorld;
        bool finds_many(const SqlPart&) const override { return true; }
    };
    CommonWords world(definitions());
    const auto& table = world.dictionary().get("account");
    SqlBuilder builder(world.dictionary(), table, db::sqlite_dialect(), world);
    const auto parsed =
        parse_encoded_query("123TEXTQUERY321=cold^ORDERBYname", world.dictionary(), table);

    EXPECT_EQ(builder.condition(parsed.query).text.substr(0, 16), "+t0.\"row_id\" IN ");
}

TEST(SqlBuilder, RanksWhatATextSearchFindsUnlessAnOrderIsAskedFor) {
    SampleWorld world(definitions());
    const auto sql = [&](const char* query) {
        return world.statement("account", query, db::sqlite_dialect());
    };
    const auto ranked = sql("123TEXTQUERY321=cold^name=x");

    EXPECT_EQ(ranked.text.rfind("WITH ranked", 0), 0u) << ranked.text;
    EXPECT_EQ(ranked.params.size(), 3u);
    EXPECT_EQ(sql("123TEXTQUERY321=cold^ORDERBYname").text.find("ranked"), std::string::npos);
    EXPECT_EQ(sql("name=x").text.find("ranked"), std::string::npos);
}

TEST(SqlBuilder, TellsWhichConditionsItLeftOut) {
    SampleWorld world(definitions());
    const auto& table = world.dictionary().get("work");
    SqlBuilder builder(world.dictionary(), table, db::sqlite_dialect(), world);
    builder.condition(
        parse_encoded_query("number=javascript:no()^number=1", world.dictionary(), table).query);

    EXPECT_EQ(builder.dropped(), Ids{"number=javascript:no()"});
}

TEST(SqlBuilder, SurvivesThousandsOfConditions) {
    SampleWorld world(definitions());
    std::string query = "number=1";
    for (int i = 0; i < 1400; ++i) query += "^number!=" + std::to_string(i + 2);
    for (int i = 0; i < 1400; ++i) query += "^NQnumber=" + std::to_string(i);

    EXPECT_EQ(world.find_by_sql("work", query), Ids());
}

TEST(SqlBuilder, MakesOneListOfManyValuesOfOneField) {
    Outsider world;
    std::string query = "number=2";
    for (int i = 0; i < 40000; ++i) query += "^ORnumber=x" + std::to_string(i);

    EXPECT_EQ(world.find_by_sql("work", query + "^ORaccount=a1"), (Ids{"w1", "w2"}));
}

TEST(SqlBuilder, RefusesWhatWouldTakeTheDatabaseTooLong) {
    SampleWorld world(definitions());
    const auto many = [](int count, const std::string& between, const std::string& condition) {
        std::string query = condition;
        for (int i = 1; i < count; ++i) query += between + condition + std::to_string(i);
        return query;
    };
    for (const auto& query :
         {many(5000, "^OR", "number>"),
          many(5000, "^", "RLQUERYwork.account,>1^ENDRLQUERY^number!="),
          many(1000, "^OR", "accountIN_HIERARCHYparent@"), many(2000, "^OR", "accountLIKE"),
          many(2000, "^NQ", "sys_created_onSAMEASsys_updated_on@month^number=")})
        EXPECT_THROW(world.find_by_sql("work", query), base::Error) << query.substr(0, 60);
}

}  // namespace stead::model
