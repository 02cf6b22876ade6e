#include "workflow/firewall/what_it_is.hpp"

#include "workflow/firewall/nearby.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

constexpr std::u32string_view key_names[] = {
    U"private key", U"privatekey", U"priv key",    U"privkey",   U"private keys", U"secret key",
    U"secretkey",   U"secret",     U"wallet key",  U"spend key", U"signing key",  U"hex key",
    U"raw key",     U"seed",       U"seed phrase", U"seed hex",  U"keystore",     U"recovery key",
    U"prv key",     U"pvt key",    U"private",     U"私钥",      U"私鑰",         U"密钥",
    U"密鑰",        U"私匙",       U"助记词",      U"助記詞",    U"钱包钥匙",     U"明文私钥",
    U"钥匙"};
constexpr std::u32string_view weak_key_names[] = {U"key", U"my key", U"keys", U"pk", U"sk", U"钥", U"import"};
constexpr std::u32string_view hash_names[] = {
    U"tx",         U"txid",        U"tx id",     U"txn",         U"txhash",       U"tx hash",
    U"txs",        U"hash",        U"hashes",    U"transaction", U"transactions", U"transaction id",
    U"transfer",   U"transferred", U"block",     U"blockhash",   U"deposit",      U"deposits",
    U"withdrawal", U"withdrawals", U"withdraw",  U"withdrew",    U"payment",      U"refund",
    U"checksum",   U"sha",         U"digest",    U"public key",  U"pubkey",       U"public",
    U"signature",  U"sig",         U"etherscan", U"tronscan",    U"bscscan",      U"solscan",
    U"explorer",   U"swap",        U"order",     U"reference",   U"contract",     U"merkle",
    U"commit",     U"proof",       U"userop",    U"address",     U"交易",         U"哈希",
    U"转账",       U"轉帳",        U"转帐",      U"充值",        U"提现",         U"提币",
    U"充币",       U"提幣",        U"区块",      U"區塊",        U"订单",         U"凭证",
    U"公钥",       U"公鑰",        U"签名",      U"合约",        U"地址",         U"流水",
    U"记录",       U"退款",        U"打款",      U"單號",        U"单号"};

// What only a record on a chain is called.
constexpr std::u32string_view chain_names[] = {U"tx",   U"txid",        U"tx id", U"txn",       U"txhash",
                                               U"hash", U"transaction", U"block", U"signature", U"哈希",
                                               U"交易", U"区块",        U"签名"};
constexpr std::u32string_view owning_words[] = {U"of", U"for", U"to", U"behind", U"from", U"对应"};

bool belongs_to(const page& text, std::size_t at)
{
    while (is_space(text.c(at))) ++at;
    return length_at(text, at, owning_words) != 0;
}

constexpr std::size_t before_reach = 100;
constexpr std::size_t weak_reach = 16;
constexpr std::size_t after_reach = 60;

// The nearest hash word that is not denied: "private key (not the tx hash)".
std::optional<nearest_phrase> nearest_hash(const page& text, std::size_t begin)
{
    auto at = begin;
    for (int tries = 0; tries < 4; ++tries) {
        const auto reach = before_reach - (begin - at);
        auto hash = nearest_before(text, at, reach, hash_names);
        if (!hash) return std::nullopt;
        hash->distance = begin - hash->end;
        if (!denied_before(text, hash->begin, 9)) return hash;
        at = hash->begin;
        if (begin - at >= before_reach) break;
    }
    return std::nullopt;
}

constexpr std::u32string_view card_names[] = {U"card",
                                              U"card number",
                                              U"credit card",
                                              U"debit card",
                                              U"visa",
                                              U"mastercard",
                                              U"amex",
                                              U"unionpay",
                                              U"cc",
                                              U"pan",
                                              U"maestro",
                                              U"卡号",
                                              U"卡號",
                                              U"银行卡",
                                              U"信用卡",
                                              U"储蓄卡",
                                              U"借记卡",
                                              U"銀行卡",
                                              U"卡",
                                              U"银联",
                                              U"cards",
                                              U"card no",
                                              U"american express",
                                              U"discover",
                                              U"jcb"};
constexpr std::u32string_view other_names[] = {U"order",
                                               U"orders",
                                               U"order number",
                                               U"order no",
                                               U"order id",
                                               U"ref",
                                               U"reference",
                                               U"ticket",
                                               U"case",
                                               U"invoice",
                                               U"tracking",
                                               U"parcel",
                                               U"shipment",
                                               U"imei",
                                               U"uid",
                                               U"user id",
                                               U"id",
                                               U"serial",
                                               U"phone",
                                               U"mobile",
                                               U"tel",
                                               U"account",
                                               U"account number",
                                               U"iban",
                                               U"booking",
                                               U"meter",
                                               U"number of the order",
                                               U"transaction",
                                               U"payment id",
                                               U"receipt",
                                               U"complaint",
                                               U"sn",
                                               U"trade",
                                               U"block",
                                               U"timestamp",
                                               U"barcode",
                                               U"memo",
                                               U"tag",
                                               U"whatsapp",
                                               U"merchant",
                                               U"terminal",
                                               U"订单",
                                               U"订单号",
                                               U"单号",
                                               U"編號",
                                               U"编号",
                                               U"流水",
                                               U"流水号",
                                               U"快递",
                                               U"工单",
                                               U"身份证",
                                               U"手机",
                                               U"电话",
                                               U"账号",
                                               U"帐号",
                                               U"帳號",
                                               U"序列号",
                                               U"串号",
                                               U"運單",
                                               U"运单",
                                               U"參考",
                                               U"参考",
                                               U"交易号",
                                               U"商户",
                                               U"凭证",
                                               U"发票",
                                               U"訂單",
                                               U"单据",
                                               U"回执",
                                               U"报单"};

}  // namespace

bool key_by_its_words(const page& text, std::size_t begin, std::size_t end)
{
    const auto key = nearest_before(text, begin, before_reach, key_names);
    const auto weak = nearest_before(text, begin, weak_reach, weak_key_names);
    const auto hash = nearest_hash(text, begin);
    const auto told = [&](const std::optional<nearest_phrase>& name) {
        // "I never shared the seed, still ...": what stands a few words behind is something else.
        if (name && name->distance > 6 && denied_before(text, name->begin, 24)) return false;
        return name && (!hash || name->distance < hash->distance);
    };
    // "the private key of my deposit address": whose key it is stands behind the key.
    if (key && hash && belongs_to(text, key->end) && !nearest_before(text, begin, key->distance, chain_names))
        return true;
    if (told(key) || told(weak)) return true;
    if (hash) return false;
    const auto key_after = nearest_after(text, end, after_reach, key_names);
    const auto hash_after = nearest_after(text, end, after_reach, hash_names);
    return key_after && (!hash_after || key_after->distance < hash_after->distance) &&
           !denied_before(text, key_after->begin, std::min<std::size_t>(12, key_after->begin - end));
}

number_is number_by_its_words(const page& text, std::size_t begin, std::size_t end)
{
    const auto card = nearest_before(text, begin, 50, card_names);
    const auto other = nearest_before(text, begin, 30, other_names);
    if (card && (!other || card->distance <= other->distance)) return number_is::card;
    if (other) return number_is::other;
    const auto card_after = nearest_after(text, end, 30, card_names);
    const auto other_after = nearest_after(text, end, 24, other_names);
    if (card_after && (!other_after || card_after->distance <= other_after->distance)) return number_is::card;
    return other_after ? number_is::other : number_is::unsaid;
}

}  // namespace redress::workflow
