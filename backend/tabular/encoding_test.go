package tabular

import (
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

func TestSuggestsAnEncoding(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ in, text string }{
		"Russian":             {"windows-1251", "Сервис,Состояние\nОплата заказов,открыт\nЛичный кабинет,закрыт\n"},
		"Russian of Unix":     {"koi8-r", "Сервис,Состояние\nОплата заказов,открыт\nЛичный кабинет,закрыт\n"},
		"Ukrainian":           {"windows-1251", "Сервіс,Стан\nОплата замовлень,відкрито\nКабінет,закрито\n"},
		"Greek":               {"windows-1253", "Υπηρεσία,Κατάσταση\nΠληρωμές πελατών,ανοιχτό\nΑναζήτηση,κλειστό\n"},
		"Hebrew":              {"windows-1255", "שירות,מצב\nתשלומים ללקוחות,פתוח\nחיפוש,סגור\n"},
		"Arabic":              {"windows-1256", "الخدمة,الحالة\nمدفوعات العملاء,مفتوح\nالبحث,مغلق\n"},
		"Japanese":            {"shift_jis", "サービス,状態\nお客様のお支払い,受付中\n検索サービス,完了しました\n"},
		"Japanese of Unix":    {"euc-jp", "サービス,状態\nお客様のお支払い,受付中\n検索サービス,完了しました\n"},
		"Korean":              {"euc-kr", "서비스,상태\n고객 결제 서비스,진행중\n검색 서비스,완료되었습니다\n"},
		"simplified Chinese":  {"gb18030", "服务名称,状态\n客户支付系统,处理中\n搜索服务,已经关闭\n"},
		"traditional Chinese": {"big5", "服務名稱,狀態\n客戶付款系統,處理中\n搜尋服務,已經關閉\n"},
		"German":              {"", "Dienst,Zustand\nBezahlung für Köln,geöffnet\nSuche in Österreich,geschlossen\n"},
		"French":              {"", "Service,État\nPaiement des clients résidant à l'étranger,créée\nRéseau,fermé\n"},
		"Icelandic":           {"", "Þjónusta,staða\nGreiðslur viðskiptavina,opið\nLeit á vefsíðu,lokað\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := test.in
			if in == "" {
				in = legacyName
			}
			e, err := htmlindex.Get(in)
			if err != nil {
				t.Fatal(err)
			}
			if got := suggestCharset([]byte(encode(e, test.text))); got != test.in {
				t.Errorf("%q is suggested, want %q", got, test.in)
			}
		})
	}
}
